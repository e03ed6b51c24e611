"""DPO'ens sider: hvem der har set en borgers oplysninger, og indsigt i det, der holdes."""
