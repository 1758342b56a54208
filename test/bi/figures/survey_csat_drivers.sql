SELECT driver, share AS "Share"
FROM (SELECT driver_agg(csat_overall, ARRAY[food, stores, signs, walkways, screens, boarding_cleanliness,
                                            restroom_cleanliness, safety]) AS s FROM survey) AS d,
     relative_weights(s, '{food,stores,signs,walkways,screens,boarding_cleanliness,restroom_cleanliness,safety}')
