"""Effektmålingens sider mod den SQL, der tæller de samme tal i de rå rækker."""
