"""Query and control (网络执行查控): requests to institutions and what they feed back."""
