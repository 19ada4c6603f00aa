"""The counter route (窗口办理): bundles, window tasks, receipts keyed twice by two people."""
