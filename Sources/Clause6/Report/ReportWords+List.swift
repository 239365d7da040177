extension ReportWords {
  /// The columns whose cells are words of closed lists.
  static let coded: Set<String> = [
    "state", "tier", "kind", "cause", "outcome", "decided_by", "gap", "by", "data", "secrecy", "outstanding",
    "status", "severity", "what", "confidentiality", "checked", "audience", "channel",
  ]

  /// Titles of columns and filters, and words of closed lists; with a column before it, what a word means there.
  static let titles = read(
    """
    catalogue|Catalogue of regimes|規範集の版
    published_on|Published|公表日
    regimes|Regimes followed|遵守する規範の数
    zone|Zone|時間帯
    leaves|Leaves of the log|履歴の件数
    amount|Amount|金額
    currency|Currency|通貨
    title|Title|件名
    since|Since|開始日
    value_amount|Value|契約金額
    value_currency|Currency|通貨
    signed_on|Signed|締結日
    last_day|Last day|最終日
    notice_by|Notice by|解約通知期限
    confidentiality|Confidentiality|秘密保持条項
    recorded_from|Recorded from|登録元
    source|Source|出典
    company|Company|会社
    unit|Unit|部門
    last_on|Last on|最終取引日
    likely_vendor|Likely vendor|該当しそうな委託先
    within_days|Within days|期間（日）
    only_gaps|Only gaps|不備のみ
    address|Mail address|メールアドレス
    answer|Answer|応答
    approved_by|Approved by|承認者
    attempts|Attempts|送信回数
    audience|Audience|宛先区分
    channel|Channel|通知手段
    checked|Checked|確認状況
    days_lapsed|Days lapsed|失効後の日数
    entries|Entries|件数
    erased_on|Erased|消去日
    mandatory_gaps|Mandatory gaps|必須の不足
    met|Met|充足
    not_applicable|Not applicable|対象外
    recipient|Recipient|受信者
    requirements|Requirements|要求事項
    sent_at|Sent|送信時刻
    step|Step|通知段階
    unrecorded|Not recorded|未登録
    weak|Weak|不十分
    missing|Missing|不足
    code|Vendor code|委託先コード
    vendor|Vendor|委託先
    tier|Tier|重要度
    owner|Owner|担当者
    months|Interval (months)|周期（か月）
    decided_by|Interval decided by|周期の決定根拠
    regime|Regime|適用規範
    cause|Cause|実施理由
    due_on|Due|期限
    completed_on|Done|実施日
    days_late|Days late|遅延日数
    state|State|状態
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
    decided_on|Decided|決定日
    began_on|Began|開始日
    in_order|Approved before the start|開始前の承認
    reference|Reference|管理番号
    what|What began|開始したもの
    approved_on|Approved|承認日
    days_early|Days before approval|承認前の日数
    waiver|Waiver no.|例外承認番号
    waived_until_on|Waived until|例外承認の期限
    kind|Kind|種類
    issuer|Issuer|発行者
    number|Number|番号
    scope|Scope|対象範囲
    valid_until_on|Valid until|有効期限
    read_by|Read by|確認者
    read_on|Read on|確認日
    gap|Gap|不備
    why|Why|理由
    rule|Rule|ルール
    covers|Covers|対象
    reason|Reason|申請理由
    requested_by|Requested by|申請者
    starts_on|From|開始日
    ends_on|Until|終了日
    engagement|Engagement|委託業務
    ended_on|Ended|終了日
    data|Data|情報
    data_due_on|Data due|返却・廃棄の期限
    data_done_on|Data settled|返却・廃棄日
    proof|Proof|証明
    proof_on|Proof issued|証明の発行日
    access_removed_on|Access removed|アクセス権の削除日
    secrecy|Secrecy|秘密保持義務
    secrecy_until_on|Secrecy until|秘密保持義務の期限
    outstanding|Outstanding|未了事項
    by|By|集計区分
    name|Name|名称
    vendors|Vendors|委託先数
    engagements|Engagements|委託業務数
    share|Share of all (%)|全体に占める割合（%）
    critical_engagements|Critical engagements|最重要の委託業務数
    critical_share|Share of critical (%)|最重要に占める割合（%）
    contracts|Contracts|契約数
    critical|Critical|最重要
    high|High|高
    medium|Medium|中
    low|Low|低
    on_time|On time|期限内
    late|Late|遅延
    overdue|Overdue|期限超過
    open|Open|対応中
    due|Due soon|期限間近
    waiting|Not due yet|期限前
    unscheduled|No due day|期限未設定
    plan|Own schedule|個別計画
    schedule|Scheduled|定期
    incident|After an incident|事故対応
    change|After a change|変更時
    request|On request|依頼による
    continue|Continue|継続
    continue_with_actions|Continue with actions|条件付き継続
    suspend|Suspend|停止
    exit|Exit|取引終了
    approve|Approved|承認
    approve_with_conditions|Approved with conditions|条件付き承認
    reject|Rejected|不承認
    contract|Contract|契約
    work|Work|業務
    not_started|Not started|開始前
    in_force|In force|有効
    in_notice_window|In notice window|解約通知期間中
    notice_missed|Notice missed|解約通知期限経過
    auto_renewed|Renewed by itself|自動更新済み
    end_unknown|End unknown|終了日不明
    lapsed|Lapsed|失効
    terminated|Terminated|解約
    superseded|Superseded|差替え済み
    under_way|Under way|実施中
    ended|Ended|終了
    valid|Valid|有効
    expired|Expired|期限切れ
    not_yet_valid|Not yet valid|有効期間前
    no_end|No end|期限なし
    unread|Unread|未確認
    out_of_scope|Out of scope|対象範囲外
    iso27001|ISO/IEC 27001|ISO/IEC 27001（ISMS認証）
    iso27017|ISO/IEC 27017|ISO/IEC 27017（クラウドセキュリティ認証）
    iso27018|ISO/IEC 27018|ISO/IEC 27018（クラウド個人情報保護）
    iso27701|ISO/IEC 27701|ISO/IEC 27701（プライバシー情報管理）
    iso22301|ISO 22301|ISO 22301（事業継続）
    iso9001|ISO 9001|ISO 9001（品質）
    iso20000|ISO/IEC 20000|ISO/IEC 20000（ITサービス管理）
    privacymark|PrivacyMark|プライバシーマーク
    ismap|ISMAP|ISMAP
    scs|SCS star rating|SCS評価（★）
    soc1|SOC 1|SOC 1報告書
    soc2_type1|SOC 2 type I|SOC 2 Type I報告書
    soc2_type2|SOC 2 type II|SOC 2 Type II報告書
    soc3|SOC 3|SOC 3報告書
    pci_aoc|PCI DSS AOC|PCI DSS準拠証明書（AOC）
    penetration_test|Penetration test|侵入テスト報告書
    vulnerability_scan|Vulnerability scan|脆弱性診断報告書
    continuity_test|Continuity test|事業継続訓練記録
    audit_report|Audit report|監査報告書
    questionnaire|Questionnaire|質問票の回答
    policy|Policy|規程
    training_record|Training record|教育記録
    kind:reference|Client reference|取引先照会
    insurance|Insurance|保険証券
    financial_statement|Financial statement|財務諸表
    credit_report|Credit report|信用調査報告書
    registry_extract|Registry extract|登記事項証明書
    licence|Licence|許認可証
    return_receipt|Return receipt|返却受領書
    destruction_certificate|Destruction certificate|廃棄証明書
    other|Other|その他
    gate|Gate|業務開始の条件
    finding|Finding|指摘事項
    knock_out|Knock-out|失格基準
    requested|Requested|申請中
    approved|Approved, starts later|承認済み（開始前）
    rejected|Rejected|却下
    withdrawn|Withdrawn|取下げ
    closed|Closed|完了
    not_begun|Not begun|未着手
    returned|Returned|返却
    destroyed|Destroyed|廃棄
    none_held|None held|保有なし
    runs|Runs|継続中
    over|Over|満了
    unknown|Unknown|不明
    access|Access|アクセス権
    record|Offboarding record|終了手続の登録
    country|Country|国
    subcontractor|Subcontractor|再委託先
    """)
}
