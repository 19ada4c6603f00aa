"""The policies of closing: from which worth on property found resumes a case."""

from zhixing.closing.reviving import RevivalTerms, read_revival_terms

__all__ = ["RevivalTerms", "read_revival_terms"]
