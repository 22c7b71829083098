"""Site and article joined: what Hugo publishes of one article, and where its links lead. No Qt."""
