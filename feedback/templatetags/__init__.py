"""Feedbackens dele til andre rums sider."""
