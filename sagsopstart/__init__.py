"""Kontrolopslag ved sagsopstart: fakta om den, der har søgt om hjælp, og hendes ægtefælle."""
