extension ReportWords {
  /// The columns whose cells are words of closed lists.
  static let coded: Set<String> = [
    "state", "stage", "status", "tier", "severity", "kind", "cause", "outcome", "decided_by", "gap", "by", "data",
    "secrecy", "outstanding", "confidentiality", "checked", "audience", "channel", "consent_state", "flow_down",
    "notice_state", "duty_state", "movement", "entity", "change", "measured_in", "event", "what", "what_follows",
    "lapse", "strength", "term", "part", "held_by",
  ]

  /// Words of closed lists; with a column or report before it, what a word means there.
  static let valueTitles = """
    tier:critical|Critical|最重要
    severity:critical|Critical|最重大
    cause:incident|After an incident|事故対応
    cause:change|After a change|変更時
    kind:finding|Finding|検出事項
    state:closed|Closed|完了
    by:country|Country|国
    gap:missing|Missing|未提出
    state:missing|Missing|なし
    confidentiality:missing|Missing|なし
    decision|To be decided|要決定事項
    figure|Figure|指標
    measured_in:days|Days|日
    measured_in:count|Number|件
    end|Ends|終了
    notice|Notice|通知期限
    renewal|Renews itself|自動更新
    nothing|Nothing follows|後続なし
    extended|Extended|延長
    replaced|Replaced|差替え
    renews|Renews itself|自動更新
    work_ends|Work ends|業務終了
    period|Contract over|契約期間の満了
    term_lapse|Term|条項
    lapse:secrecy|Duty of secrecy over|秘密保持義務の終了
    lapse:term|Required term missing|必須条項の欠落
    present|Present|あり
    mandatory|Mandatory|必須
    expected|Expected|期待
    consider|To consider|考慮
    recommended|Recommended|推奨
    planned|Planned|予定
    suspended|Suspended|停止中
    exiting|Being left|終了手続中
    no_engagement|No engagement|委託業務なし
    nda|NDA|秘密保持契約
    primary|Checked at the source|原典で確認済み
    secondary|Checked at second hand|二次資料で確認
    unverified|Not verified|未確認
    personal|Personal data|個人情報
    none|No data of ours|なし
    master|Master agreement|基本契約
    dpa|Data processing agreement|個人情報取扱委託契約
    baa|Business associate agreement|BAA
    statement_of_work|Statement of work|個別契約
    amendment|Amendment|変更契約
    memorandum|Memorandum|覚書
    audience:owner|Owner|管理責任者
    term:insurance|Insurance|保険
    kind:insurance|Insurance certificate|保険証券
    in_notice_window|In notice window|更新・解約検討期間中
    high|High|高
    medium|Medium|中
    low|Low|低
    info|For information|参考
    consent_state:given|Given|承諾済み
    consent_state:late|Given late|事後承諾
    consent_state:missing|Missing|承諾なし
    flow_down:yes|Passed down|引継ぎあり
    flow_down:partly|Partly|一部引継ぎ
    flow_down:no|Not passed down|引継ぎなし
    flow_down:unknown|Not checked|未確認
    data:none|No data of ours|なし
    confidential|Confidential|秘密情報
    sensitive|Sensitive personal data|要配慮個人情報
    my_number|My Number|特定個人情報（マイナンバー）
    card|Card data|カード情報
    notice_state:in_time|In time|期限内
    notice_state:late|Late|遅延
    notice_state:due|Not told yet|報告待ち
    notice_state:unknown|Not known|判定不能
    duty_state:done|Done|履行済み
    duty_state:done_late|Done late|遅延して履行
    duty_state:due|Due|期限前
    duty_state:overdue|Overdue|期限超過
    findings:open|Open|未対応
    acknowledged|Acknowledged|対応中
    waived|Waived|例外承認中
    resolved|Resolved|解消
    movement:carried|Carried over|継続
    movement:new|New|新規
    movement:new_and_closed|New and closed|期間中に発生・解消
    payee|Payee|支払先
    application|Application|アプリケーション
    other|Other|その他
    likely|Likely a vendor|登録済みの可能性あり
    completeness:unknown|Unknown|未登録
    registered|Registered|登録済み
    dismissed|No vendor|対象外
    contract_end|Contract ends|契約の終了
    evidence_end|Evidence expires|証跡の有効期限
    incident_duty|Report after an incident|事故後の報告・通知の期限
    data_return|Return or destruction of data|情報の返却・廃棄の期限
    access_removal|Removal of access|アクセス権の削除の期限
    reminders:review|Periodic review|定期見直しの期限
    review_request|Review asked for|臨時見直しの期限
    assessment_end|Assessment ends|評価・承認の有効期限
    condition|Condition of an approval|承認の条件の期限
    waiver_end|Waiver ends|例外承認の期限
    override_end|Tier set by hand ends|手動で設定した重要度の期限
    pending|Pending|送信待ち
    queued|Queued|送信予定
    sending|Being sent|送信中
    sent|Sent|送信済み
    uncertain|May have been sent|送信結果不明
    dead|Refused for good|送信不能
    reminders:superseded|Superseded|後続の通知で代替
    cancelled|Cancelled|取消し
    muted|Muted|通知停止
    audience:manager|Manager|上長
    audience:risk_lead|Risk lead|リスク管理責任者
    mail|Mail|メール
    erasures:person|Person|役職員
    erasures:contact|Contact of a vendor|委託先の連絡先
    added|Added|追加
    changed|Changed|変更
    removed|Removed|削除
    erased|Erased|消去
    schema|Schema|スキーマ変更
    count|Number|件
    percent|Percent|%
    entity:activation|Start of work|業務開始の承認
    entity:answer|Answer|評価の回答
    entity:assessment|Assessment|評価
    entity:assessment_condition|Condition of an approval|承認の条件
    entity:assessment_waiver|Knock-out waived|失格基準の例外
    entity:calendar|Calendar|カレンダー
    entity:calendar_closure|Closed day|休業日
    entity:calendar_entry|Calendar entry|予定
    entity:catalogue|Catalogue of regimes|規範集
    entity:check_rule|Rule of a check|検査で実行したルール
    entity:check_run|Check|検査
    entity:contract|Contract|契約
    entity:contract_vendor|Party to a contract|契約の相手方
    entity:criterion|Criterion|評価項目
    entity:delivery|Message|通知
    entity:delivery_item|Line of a message|通知の項目
    entity:delivery_message|Text of a message|通知の本文
    entity:engagement|Engagement|委託業務
    entity:engagement_condition|Condition of an engagement|委託業務の条件
    entity:engagement_contract|Contract behind an engagement|委託業務の根拠契約
    entity:engagement_data|Data of an engagement|委託業務の取扱情報
    entity:engagement_place|Place of an engagement|委託業務の取扱場所
    entity:erasure|Erasure|個人情報の消去
    entity:evidence|Evidence|証跡
    entity:evidence_engagement|Engagement of evidence|証跡の対象業務
    entity:evidence_file|File of evidence|証跡のファイル
    entity:evidence_reading|Evidence read|証跡の確認
    entity:finding|Finding|検出事項
    entity:finding_act|Act on a finding|検出事項への対応
    entity:finding_event|Change of a finding|検出事項の経過
    entity:import_row|Rows of an import|取込みの行
    entity:import_run|Import|取込み
    entity:import_undo|Import undone|取込みの取消し
    entity:incident|Incident|事故
    entity:migration|Migration|スキーマの移行
    entity:obligation|Duty of a regime|規範の義務
    entity:offboarding|Offboarding|契約終了対応
    entity:person|Person|役職員
    entity:questionnaire|Questionnaire|評価票
    entity:reference|Entry of another list|ほかの一覧の項目
    entity:regime|Regime|規範
    entity:regime_choice|Choice of a regime|規範の採否
    entity:reminder|Reminder|期限通知
    entity:reminder_act|Act on a reminder|期限通知への対応
    entity:reminder_policy|Reminder policy|通知方針
    entity:reminder_run|Run of reminders|通知の実行
    entity:reminder_step|Step of reminders|通知の段階
    entity:requirement|Requirement|要求事項
    entity:requirement_term|Term of a requirement|要求事項の条項
    entity:review|Review|見直し
    entity:review_move|Review moved|見直し期日の変更
    entity:review_schedule|Review schedule|見直し計画
    entity:rule_revision|Revision of a rule|ルールの版
    entity:rule_setting|Setting of a rule|ルールの設定
    entity:subcontractor|Subcontractor|再委託先
    entity:term|Term|契約条項
    entity:tier_override|Tier set by hand|手動で設定した重要度
    entity:tree|Log|履歴の名称
    entity:unit_limit|Limit to a unit|部門による閲覧制限
    entity:vendor|Vendor|委託先
    entity:vendor_contact|Contact|連絡先
    entity:vendor_distinct|Told apart|別会社の確認
    entity:vendor_identifier|Identifier|識別番号
    entity:vendor_name|Other name|別名
    entity:vendor_stage|Stage|取引段階
    entity:waiver|Waiver|例外承認
    on_time|On time|期限内
    late|Late|遅延
    open|Open|対応中
    due|Due soon|期限間近
    waiting|Not due yet|期限前
    unscheduled|No due day|期限未設定
    plan|Own schedule|個別計画
    schedule|Scheduled|定期
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
    gate|Gate|業務開始の条件
    knock_out|Knock-out|失格基準
    requested|Requested|申請中
    approved|Approved, starts later|承認済み（開始前）
    rejected|Rejected|却下
    withdrawn|Withdrawn|取下げ
    not_begun|Not begun|未着手
    returned|Returned|返却
    destroyed|Destroyed|廃棄
    none_held|None held|保有なし
    runs|Runs|継続中
    over|Over|満了
    unknown|Unknown|不明
    access|Access|アクセス権
    record|Offboarding record|終了手続の登録
    scope_of_service|Scope, duration and price|委託業務の範囲・期間・対価
    roles_responsibilities|Allocation of responsibilities|責任の明確化・責任分界
    personnel_confidentiality|Confidentiality binding individuals|従事者の秘密保持
    purpose_limitation|Use only for the entrusted purpose|目的外利用・複製・提供の禁止
    security_measures|Security measures|安全管理措置
    personnel_security|Personnel screening and supervision|従事者の選任・監督
    training|Training and awareness|教育・研修
    subcontracting|Subcontracting control and flow-down|再委託の制限・条件
    data_location|Location and cross-border transfer|取扱場所・域外移転
    reporting|Periodic reporting on handling|取扱状況の定期報告
    breach_notification|Incident and breach notification|事故・漏えい時の報告
    assistance|Assistance to the client|協力・支援義務
    audit_right|Audit, inspection and on-site check|監査・立入検査
    compliance_evidence|Evidence of compliance|遵守状況の証跡提出
    regulator_cooperation|Access by and cooperation with authorities|当局への協力
    service_levels|Service levels and performance targets|サービス水準
    business_continuity|Business continuity and recovery|事業継続・復旧
    return_or_destruction|Return or destruction at the end|返却・消去・廃棄
    exit_transition|Exit and transition support|移行・引継ぎ
    termination|Termination rights and notice periods|契約解除・予告期間
    liability|Liability and indemnity|損害賠償・責任
    remediation|Measures when terms are not met|契約違反時の措置・是正
    change_notification|Notice of material change|重要な変更の通知
    record_keeping|Records, logs and retention of the contract|記録・契約書の保存
    security_testing|Vulnerability handling and security testing|脆弱性対応・セキュリティ試験
    legal_compliance|Compliance with law and client policy|法令・規程の遵守
    ownership|Ownership of data and deliverables|権利帰属
    governing_law_disputes|Governing law and disputes|準拠法・紛争解決
    likely_vendor|Likely vendor|該当しそうな委託先
    days_lapsed|Days lapsed|失効後の日数
    held_by:vendor|The vendor|委託先
    held_by:us|We|当社
    held_by:shared|Shared|双方
    nothing_agreed|Nothing agreed|分担の合意なし
    proof_missing|Proof missing|証明なし
    proof_expired|Proof expired|証明の期限切れ
    agreed_long_ago|Agreed over a year ago|合意から一年超
    in_use|In use|委託中
    announced|Announced|開始予定
    """
}
