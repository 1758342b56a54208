SELECT nps(recommend) AS "NPS" FROM survey
