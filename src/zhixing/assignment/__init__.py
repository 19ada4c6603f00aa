"""Who handles a case: verifiable random rotation (随机循环分案), designation, reassignment."""
