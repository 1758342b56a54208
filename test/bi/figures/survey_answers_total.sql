SELECT count(recommend) AS "Answers" FROM survey
