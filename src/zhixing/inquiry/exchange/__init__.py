"""Where packages lie between court and bank: a directory, or a host reached by SFTP."""
