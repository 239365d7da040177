extension ReportWords {
  /// Titles of columns and filters; with a report before it, what one is called there.
  static let columnTitles = """
    missing|Missing|不足
    dora-gaps:entity|Entity|報告主体
    alone|Alone|単体のみ
    dora-gaps:subject|About|対象
    list|List|一覧
    field|Field|項目
    template|Template|テンプレート
    cell|Column|列
    what|What to decide|決定事項
    started-early:what|What began|開始したもの
    decided_on|Decided|決定日
    reminders:decided_on|Decided|判定日
    requested_by|Requested by|申請者
    country|Country|国
    subcontractors:country|Country|所在国
    finding|Finding|検出事項番号
    recipient|Recipient|受信者
    subcontractors:recipient|Recipient|提供を受ける者
    code|Code|コード
    completeness:code|Code in the list|一覧上のコード
    act_by|Act by|対応期限
    checked_by|Checked by|確認者
    checked_on|Checked|確認日
    clause|Clause|条項
    days_over|Days over|超過日数
    english_name|English name|英語名称
    event|Event|事由
    followed_by|Followed by|後続の契約
    in_force_to|In force until|契約期限
    lapse|Kind of lapse|失効の種類
    last_reviewed_on|Last reviewed|前回見直し日
    page|Page|ページ
    period_ends_on|Period ends|契約期間の終了日
    requirement|Requirement|要求事項
    review_due_on|Next review due|次回見直し期限
    services|Services|委託業務
    strength|Strength|要求の強さ
    term|Term|条項
    waived_until|Waived until|例外承認の期限
    what_follows|What follows|その後
    work_goes_on|Work goes on|業務の継続
    contracts|Contracts|契約
    states:contracts|Contracts|契約数
    concentration:contracts|Contracts in force|有効な契約数
    register:service|Service|委託業務
    days|Days|経過日数
    critical|Critical work|重要業務
    unrecorded|Not recorded|未登録
    engagements|Engagements|委託業務
    concentration:engagements|Engagements|委託業務数
    vendors|Vendors|委託先
    concentration:vendors|Vendors|委託先数
    owner|Owner|管理責任者
    regime|Regime|法令・規格
    register:critical|Critical|業務上不可欠
    vendor_code|Vendor code|委託先コード
    vendor|Vendor|委託先
    tier|Tier|重要度
    rank|Rank|再委託の階層
    subcontractor|Subcontractor|再委託先
    reminders:recipient|Recipient|通知先
    engagement|Engagement|委託業務
    service|Service|業務内容
    data|Data|取扱情報
    consent_state|Consent|再委託の承諾
    consent_given_on|Consent given|承諾日
    flow_down|Terms passed down|契約条件の引継ぎ
    circular|In its own chain|循環
    incident|Incident|事故番号
    title|Title|件名
    kpis:title|Figure|指標
    severity|Severity|重大度
    occurred_at|Occurred|発生日時
    noticed_at|Noticed by the vendor|委託先の認知日時
    told_at|Told to us|当社への報告日時
    limit_hours|Contract limit (hours)|契約上の報告期限（時間）
    hours_taken|Hours taken|報告までの時間
    notice_state|Told in time|報告の適時性
    our_duty|Our duty|当社の報告・通知義務
    duty_due_at|Duty due|義務の期限
    duty_done_at|Duty done|義務の履行日時
    duty_state|Duty done in time|義務の履行状況
    closed_on|Closed|完了日
    prevention|Prevention|再発防止策
    only_late|Only late|遅延のみ
    rule|Rule|ルール
    controls|Controls|関連する管理策
    subject|Subject|対象
    state|State|状態
    movement|Movement|期間中の増減
    opened_on|Opened|検出日
    due_on|Due|期限
    age_days|Age (days)|経過日数
    why|Why|理由
    closure|How it was closed|解消の経緯
    age_over|Older than (days)|経過日数（超）
    month|Month|年月
    opening|Open before|前月末
    opened|Opened|発生
    closed|Closed|解消
    closing|Open after|月末
    name|Name|名称
    company|Company|会社名
    kind|Kind|種類
    source|List|出典の一覧
    unit|Unit|部門
    amount|Amount|金額
    currency|Currency|通貨
    last_on|Last paid or used|最終支払・利用日
    leaf|Leaf of the log|履歴番号
    changed_at|Changed|変更日時
    actor|By|変更者
    login|Login|ログイン
    reason|Reason|理由
    entity|Kind of entry|対象の種類
    which|Entry|対象
    change|Change|変更
    kpis:change|Change|増減
    field|Field|項目
    before|Before|変更前
    kpis:before|Before|前回
    after|After|変更後
    number|Number|番号
    erased_on|Erased|消去日
    requested_on|Requested|依頼日
    approved_by|Approved by|承認者
    entries|Entries of the history|消去した履歴の件数
    reference|Reference|管理番号
    step|Step|通知の段階
    audience|To|通知先の区分
    address|Address|宛先
    channel|Channel|通知手段
    sent_at|Sent|送信日時
    attempts|Attempts|送信回数
    answer|Answer|相手サーバの応答
    key|Key|指標コード
    value|Value|値
    measured_in|Measured in|単位
    definition|Definition|定義
    overview:before|Before|前回
    overview:change|Change|増減
    part|Part|区分
    decide_by|Decide by|判断期限
    days_left|Days left|残日数
    consequence|If nobody decides|決めない場合の影響
    others|Others of the same|関連する他の件数
    most|At most|最大件数
    within_days|Within (days)|期間（日以内）
    movement:closed|Closed|解消
    reminders:finding|Finding to be resolved|検出事項の対応期限
    months|Interval (months)|周期（か月）
    decided_by|Interval decided by|周期の決定根拠
    cause|Cause|実施理由
    completed_on|Done|実施日
    days_late|Days late|遅延日数
    outcome|Result|結果
    reviewer|Reviewer|実施者
    assessment|Assessment no.|評価番号
    criterion|Criterion|評価項目
    score|Score|評点
    weight|Weight|配点の重み
    evidence|Evidence|証跡
    evidence_until_on|Evidence valid until|証跡の有効期限
    assessor|Assessor|評価者
    approver|Approver|承認者
    began_on|Began|開始日
    in_order|Approved before the start|開始前の承認
    approved_on|Approved|承認日
    days_early|Days before approval|承認前の日数
    waiver|Waiver no.|例外承認番号
    waived_until_on|Waived until|例外承認の期限
    issuer|Issuer|発行者
    scope|Scope|対象範囲
    valid_until_on|Valid until|有効期限
    read_by|Read by|確認者
    read_on|Read on|確認日
    gap|Gap|不備
    covers|Covers|対象
    starts_on|From|開始日
    ends_on|Until|終了日
    ended_on|Ended|終了日
    data_due_on|Data due|返却・廃棄の期限
    data_done_on|Data settled|返却・廃棄日
    proof|Proof|証明
    proof_on|Proof issued|証明の発行日
    access_removed_on|Access removed|アクセス権の削除日
    secrecy|Secrecy|秘密保持義務
    secrecy_until_on|Secrecy until|秘密保持義務の期限
    outstanding|Outstanding|未了事項
    by|By|集計区分
    share|Share of all (%)|全体に占める割合（%）
    critical_engagements|Critical engagements|最重要の委託業務数
    critical_share|Share of critical (%)|最重要に占める割合（%）
    overdue|Overdue|期限超過
    confidentiality|Confidentiality|秘密保持
    since|Since|起算日
    signed_on|Signed on|締結日
    last_day|Last day|最終日
    notice_by|Notice by|更新拒絶の通知期限
    value_amount|Value|契約金額
    value_currency|Currency|通貨
    recorded_from|Recorded from|登録元
    checked|Checked|原文の確認
    requirements|Requirements|要件数
    met|Met|充足
    not_applicable|Not applicable|対象外
    weak|Weak|不十分
    mandatory_gaps|Mandatory gaps|必須要件の不足
    catalogue|Catalogue|規範集の版
    published_on|Published|公表日
    regimes|Regimes followed|遵守する規範の数
    zone|Zone|時間帯
    leaves|Leaves of the log|履歴の件数
    only_gaps|Only gaps|不備のみ
    standard|Standard|規格
    responsibilities:requirement|Requirement|要件番号
    held_by|Met by|担い手
    how|How|分担の内容
    responsibilities:source|Where it is written|根拠文書
    agreed_on|Agreed on|合意日
    proof_until_on|Proof valid until|証明の有効期限
    subprocessors:company|Company|企業名
    purpose|Purpose|委託内容
    subprocessors:since|Since|委託開始日
    stage|Stage|状況
    subcontractors|Subcontractors|再委託先
    """
}
