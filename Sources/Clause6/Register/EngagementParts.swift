import Postgres

/// What an engagement has several of. What is named anew and was there already stays untouched.
extension Connection {
  func setData(_ kinds: [String], ofEngagement id: Int) throws {
    try execute(
      "DELETE FROM register.engagement_data WHERE engagement_id = \(id) AND data_class <> ALL (\(kinds)::text[])")
    try execute(
      """
      INSERT INTO register.engagement_data (engagement_id, data_class) SELECT \(id)::bigint, unnest(\(kinds)::text[])
      ON CONFLICT (engagement_id, data_class) DO NOTHING
      """)
  }

  func setPlaces(_ places: [EngagementPlace], ofEngagement id: Int) throws {
    let places = places.map { EngagementPlace(use: $0.use, country: $0.country.asCode, note: $0.note) }
    let keys = places.map { "\($0.use)=\($0.country)" }
    try execute(
      """
      DELETE FROM register.engagement_place
      WHERE engagement_id = \(id) AND what || '=' || country <> ALL (\(keys)::text[])
      """)
    for place in places {
      try execute(
        """
        INSERT INTO register.engagement_place (engagement_id, country, what, note)
        VALUES (\(id), \(place.country), \(place.use), \(place.note))
        ON CONFLICT (engagement_id, country, what) DO UPDATE SET note = excluded.note
        WHERE engagement_place.note IS DISTINCT FROM excluded.note
        """)
    }
  }

  func setConditions(_ conditions: [StatedCondition], ofEngagement id: Int) throws {
    let keys = conditions.map { "\($0.key)=\($0.fromOn.map(\.description) ?? "")" }
    try execute(
      """
      DELETE FROM register.engagement_condition
      WHERE engagement_id = \(id) AND condition_key || '=' || coalesce(from_on::text, '') <> ALL (\(keys)::text[])
      """)
    for condition in conditions {
      try execute(
        """
        INSERT INTO register.engagement_condition (engagement_id, condition_key, from_on, until_on)
        VALUES (\(id), \(condition.key), \(condition.fromOn), \(condition.untilOn))
        ON CONFLICT (engagement_id, condition_key, coalesce(from_on, '-infinity'::date))
        DO UPDATE SET until_on = excluded.until_on WHERE engagement_condition.until_on IS DISTINCT FROM excluded.until_on
        """)
    }
  }
}
