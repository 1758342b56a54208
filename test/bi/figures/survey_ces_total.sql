SELECT ces(ease_wayfinding, 1, 5) AS "CES" FROM survey
