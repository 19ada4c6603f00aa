"""Numbers of cases, people and organisations: read them, and say what is wrong (案号与身份号码)."""
