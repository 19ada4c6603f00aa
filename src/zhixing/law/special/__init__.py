"""Special classes of case (特殊案件): livelihood, administrative, criminal property, acts."""
