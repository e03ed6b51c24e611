"""ATP-ordningen Feriekonto."""
