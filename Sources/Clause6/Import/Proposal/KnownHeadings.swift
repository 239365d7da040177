/// Headings under which registers keep what a field says; the earlier ones are the surer.
enum KnownHeadings {
  /// By noun and field; the fields of other nouns are known by their own names alone.
  static let all = ["contract": contract, "vendor": vendor]

  private static let contract: [String: String] = [
    "reference": """
    契約番号, 契約no, 契約管理番号, 管理番号, 契約書番号, 契約id, 契約コード, 台帳番号, 整理番号, 文書番号, 文書管理番号, 伺番号, 決裁番号, \
    contract number, contract no, contract id, contract reference, contract ref, contract ref no, \
    contract reference number, \
    contract code, agreement number, agreement no, agreement id, agreement reference, reference, reference number, \
    reference no, ref, ref no, ref number, piid, procurement id, procurement instrument identifier, \
    contract key, ocid, \
    document number, document no, document id, file number, record id, \
    contract amendment group id, amendment group id, po number, purchase order number, unique id, 番号, 通し番号, 通番, 連番, \
    no, number, nr, id, identifier, key, index, 項番, award id, award number, award procurement id
    """,
    "title": """
    契約名称, 契約名, 契約件名, 件名, 契約書名, 契約書名称, 契約書件名, 案件名, 案件名称, 名称, 表題, タイトル, 契約標題, 調達件名, \
    title, contract title, contract name, agreement title, agreement name, name of contract, subject, \
    contract subject, \
    name, document title, document name, description, contract description, short description, description en, \
    description of contract, description of services, 契約内容, 契約概要, 内容, 概要, description en economic object code
    """,
    "kind": """
    契約種別, 契約種類, 契約区分, 契約類型, 契約形態, 契約書種別, 契約書種類, 契約の種類, 書類種別, 文書種別, 種別, 種類, 区分, 契約タイプ, \
    kind, type, contract type, contract kind, agreement type, document type, type of contract, type of agreement, \
    contract category, doc type, agreement kind
    """,
    "signed_on": """
    締結日, 契約締結日, 契約日, 契約年月日, 締結年月日, 契約締結年月日, 調印日, 署名日, 捺印日, 押印日, signed on, signed, date signed, \
    signature date, signing date, signed date, contract date, contract signed, contract signature date, \
    date of contract, \
    agreement date, date of agreement, execution date, executed on, date executed, award date, date awarded, \
    contract award date, conclusion date
    """,
    "starts_on": """
    契約開始日, 開始日, 契約始期, 始期, 開始年月日, 契約開始年月日, 契約期間開始, 契約期間開始日, 契約期間自, 期間開始, 期間自, 自, 開始, 契約開始, \
    発効日, 効力発生日, 効力開始日, 適用開始日, 適用日, 契約期間from, from, 利用開始日, サービス開始日, 履行開始日, 委託開始日, 取引開始日, \
    start date, starts on, start, contract start date, contract start, begin date, begin, begins, \
    beginning, commencement date, commencement, commences, commences on, effective date, effective, effective from, \
    date effective, effective on, valid from, term start, term start date, period start, period start date, \
    contract period start, contract period start date, contract period from, start of contract, service start, \
    service start date, inception date, go live date, overall start date
    """,
    "ends_on": """
    契約終了日, 終了日, 契約満了日, 満了日, 契約終期, 終期, 終了年月日, 契約終了年月日, 契約満了年月日, 満了年月日, 契約期間終了, 契約期間終了日, \
    契約期間満了日, 契約期間至, 期間終了, 期間満了, 期間満了日, 期間至, 至, 終了, 満了, 契約終了, 契約満了, 期限, 契約期限, 有効期限, 期日, to, \
    契約期間to, 履行期限, 委託終了日, サービス終了日, 失効日, \
    end date, ends on, end, ends, contract end date, contract end, contract ends, expiry date, expiry, expires, \
    expires on, expiration date, expiration, contract expiry date, contract expiry, contract expiration date, \
    date of expiry, valid until, valid to, valid through, until, term end, term end date, termination date, \
    period end, period end date, contract period end, contract period end date, contract period to, completion date, \
    date complete, current completion date, end of contract, finish date, finish, service end date, maturity date, \
    delivery date, current end date, overall end date
    """,
    "open_ended": """
    期間の定め, 契約期間の定め, 期間定め, 無期限, 期限の定め, open ended, open end, is open ended, indefinite, evergreen, perpetual, \
    no end date, fixed term
    """,
    "auto_renews": """
    自動更新, 自動更新有無, 自動更新の有無, 自動更新条項, 自動延長, 更新有無, 更新の有無, 契約更新, 更新, 更新方法, 更新区分, 自動継続, \
    auto renewal, auto renews, auto renew, automatic renewal, automatically renews, autorenewal, renewal, renews, \
    renewal type, auto extension, automatic extension, is auto renew, auto renewal flag
    """,
    "renewal_months": """
    更新期間, 更新月数, 更新期間月, 更新単位, 更新サイクル, 自動更新期間, 延長期間, renewal months, renewal period, renewal term, \
    renewal term months, renewal period months, renewal length, auto renewal period, extension period, renewal duration
    """,
    "notice_months": """
    解約予告, 解約予告期間, 予告期間, 解約予告月, 解約予告月数, 通知期間, 解約通知期間, 更新拒絶通知期間, 更新拒絶期限, 解約通知期限, 解約申入れ, \
    解約通知, 解約申入期間, 予告月数, notice months, notice period months, notice period, notice, termination notice, \
    termination notice period, notice of termination, cancellation notice, cancellation period, non renewal notice, \
    renewal notice period
    """,
    "notice_days": """
    解約予告日, 解約予告日数, 予告日数, 通知日数, 解約予告, 解約予告期間, 予告期間, 通知期間, 解約通知期間, 更新拒絶通知期間, notice days, \
    notice period days, days notice, notice period, notice, termination notice, termination notice period, \
    notice of termination, termination notice days, cancellation notice, cancellation period, non renewal notice, \
    renewal notice period
    """,
    "decision_days": "検討日数, 検討期間, 社内検討日数, 決定日数, decision days, decision period, days to decide, lead time, lead days",
    "delivery_days": "到達日数, 通知到達日数, 送達日数, delivery days, transit days, days to arrive",
    "remind_days": "通知タイミング, リマインド日数, リマインド, 事前通知日数, remind days, reminder days, reminders, remind before",
    "notice_given_on": """
    更新拒絶通知日, 更新拒絶日, 解約通知日, 解約申入日, 通知日, 不更新通知日, notice given on, notice given, notice date, date of notice, \
    non renewal notice date, termination notice date, cancellation date notified
    """,
    "terminated_on": """
    解約日, 中途解約日, 解除日, 契約解除日, 契約解約日, 早期終了日, terminated on, terminated, termination date, date terminated, \
    cancelled on, cancellation date, early termination date, actual end date, date of termination, cancelled date
    """,
    "work_ended_on": """
    業務終了日, 業務完了日, 委託業務終了日, 作業終了日, 役務終了日, 取引終了日, work ended on, work ended, work end date, work end, \
    services ended, last service date
    """,
    "supersedes": """
    旧契約番号, 前契約番号, 旧管理番号, 更新前契約番号, 元契約番号, 更新元契約番号, 前回契約番号, supersedes, replaces, previous contract, \
    previous contract number, previous contract no, previous reference, former contract number, prior contract, \
    replaces contract, old contract number, renewed from, predecessor
    """,
    "parent": """
    親契約番号, 親契約, 基本契約番号, 原契約番号, 主契約番号, 変更前契約番号, parent contract, parent, master agreement no, master contract, \
    amended contract, amends, parent agreement
    """,
    "new_ends_on": """
    変更後終了日, 変更後契約終了日, 変更後期間満了日, 延長後終了日, new ends on, new end date, amended end date, extended to, extended until
    """,
    "our_party": """
    契約主体, 当社側契約者, 自社契約者, 締結会社, 当社名, our party, our entity, contracting entity, signing entity, our company
    """,
    "governing_law": "準拠法, governing law, applicable law, law",
    "value_amount": """
    契約金額, 契約額, 契約総額, 金額, 年間契約金額, 年間金額, 委託料, 委託金額, 委託費, 契約金額税込, 契約金額税抜, 総額, 合計金額, 年額, 支払金額, \
    税込金額, 税抜金額, 発注金額, 受注金額, 見積金額, 予算額, 落札金額, 月額, value amount, contract value, contract amount, amount, value, \
    total value, total amount, total contract value, tcv, contract total, contract price, contract sum, \
    amount ultimate total, ultimate total, total ultimate amount, annual value, annual amount, \
    annual contract value, acv, \
    agreement value, award amount, contract cost, total cost, annual cost, annual spend, cost, price, spend, \
    fee, fees, \
    original contract value, original value, ceiling value, overall contract value, value eur, value usd, value jpy
    """,
    "value_currency": """
    通貨, 通貨コード, 契約通貨, 通貨単位, value currency, currency, currency code, contract currency, ccy, curr, iso currency
    """,
    "owner": """
    担当者, 契約担当者, 担当, 主担当, 主担当者, 担当者名, 管理者, 管理担当者, 契約管理者, 社内担当者, 責任者, 管理責任者, 契約責任者, 所管担当者, \
    担当者氏名, 担当者メール, 担当者メールアドレス, 自社担当者, 当社担当者, 主管者, 起案者, owner, contract owner, business owner, \
    contract manager, owner email, owner name, responsible, responsible person, person responsible, account manager, \
    internal owner, relationship owner, vendor manager, contract administrator, contact owner, manager, assigned to, \
    procurement officer, contract lead
    """,
    "note": """
    備考, 備考欄, 特記事項, 摘要, メモ, コメント, 注記, 補足, 留意事項, その他, note, notes, remarks, remark, comment, comments, memo, \
    additional comments, additional notes, comments en, additional comments en, observations, annotations, \
    further information, details url, contract url, link, url
    """,
    "vendors": """
    取引先名, 取引先, 委託先, 委託先名, 委託先名称, 業者名, 業者, 契約先, 契約先名, 契約先名称, 契約相手方, 契約相手方名, 契約の相手方, 契約相手, 相手方, \
    相手方名, 相手先, 相手先名, 取引先名称, 取引先会社名, 委託先会社名, 委託会社名, 委託業者, 委託業者名, 受託者, 受託者名, 受託会社, 受注者, 請負者, \
    供給者, 供給者名, 仕入先, 仕入先名, 仕入先名称, 購入先, 発注先, 外注先, 外注先名, ベンダー, ベンダー名, ベンダ, ベンダ名, サプライヤー, サプライヤー名, \
    サプライヤ, サプライヤ名, 会社名, 企業名, 法人名, 事業者名, 事業者, 業務委託先, 再委託先, 契約当事者, 当事者, 提供事業者, サービス提供者, \
    vendor legal name, supplier legal name, entity name, vendor name, supplier name, vendor, vendors, supplier, \
    suppliers, \
    contractor, contractor name, counterparty, counterparty name, other party, contracting party, third party, \
    third party name, third party provider, service provider, provider, provider name, company name, company, \
    counter party, business partner, partner, partner name, firm, legal entity, entity, awardee, awardee name, \
    recipient name, recipient, payee, subprocessor, processor, suppliers name, clean vendor name, normalized vendor name
    """,
    "vendor_codes": """
    取引先コード, 取引先番号, 業者コード, 業者番号, 委託先コード, 仕入先コード, 仕入先番号, ベンダーコード, ベンダコード, 取引先id, 取引先no, 相手先コード, \
    契約先コード, 委託先番号, サプライヤーコード, vendor codes, vendor code, vendor no, vendor number, vendor id, supplier code, \
    supplier no, supplier number, supplier id, contractor id, provider id, counterparty id, creditor number, \
    suppliers id
    """,
    "engagement": """
    委託業務, 委託業務名, 委託業務内容, 業務名, 業務内容, 委託内容, 業務, 業務名称, 委託業務名称, 対象業務, サービス名, サービス内容, サービス, 役務内容, \
    engagement, service, services, service name, services provided, scope of services, scope of work, work, scope, \
    service description, project, project name
    """,
    "tier": """
    重要度, 重要度区分, 重要性, リスクランク, リスク区分, リスクレベル, リスク評価, ランク, 重要度ランク, 委託先ランク, リスク, 重要度評価, tier, \
    criticality, risk tier, risk level, risk rating, vendor tier, importance, risk, risk class, risk classification, \
    inherent risk, priority, criticality level, supplier tier, severity
    """,
  ]

  private static let vendor: [String: String] = [
    "code": """
    取引先コード, 取引先番号, 業者コード, 業者番号, 委託先コード, 仕入先コード, ベンダーコード, 取引先id, 管理番号, vendor code, vendor no, vendor number, \
    vendor id, supplier code, supplier no, supplier number, supplier id, code, creditor number, コード, 番号, no, id, number
    """,
    "name": """
    取引先名, 取引先名称, 取引先, 委託先名, 委託先名称, 委託先, 業者名, 会社名, 企業名, 法人名, 商号, 名称, 仕入先名, 仕入先, ベンダー名, ベンダー, サプライヤー名, \
    vendor name, vendor, supplier name, supplier, company name, company, name, entity name, third party, provider, \
    provider name, service provider, subprocessor, processor, organisation, organization, firm
    """,
    "english_name":
      "英文名称, 英語名, 英文名, 英文社名, 英語名称, 英語表記, english name, name in english, name en, english legal name",
    "trading_names": "屋号, 通称, 商標名, サービス名, trading name, trading names, trade name, dba, doing business as",
    "reading": "フリガナ, ふりがな, カナ, カナ名, 読み, よみ, 読み仮名, カナ名称, reading, kana, phonetic name, furigana",
    "country": """
    国, 国名, 所在国, 国コード, 所在地国, 設立国, 本社所在国, country, country code, country of vendor, vendor country, country name, \
    country of registration, country of incorporation, jurisdiction, headquarters country
    """,
    "website":
      "ウェブサイト, ホームページ, hp, url, サイト, webサイト, ホームページurl, website, web site, homepage, web, web address, domain, site",
    "corporate_number": "法人番号, 国税庁法人番号, 法人no, corporate number, japanese corporate number, houjin bangou, jcn",
    "lei": "取引主体識別子, lei, lei code, legal entity identifier",
    "duns": "duns, duns number, d u n s, d u n s number, duns no, dunsナンバー",
    "eu_vat": "vat number, vat id, vat no, vat, eu vat, vat registration number, ust idnr",
    "abn": "abn, australian business number",
    "parent": "親会社, 親会社名, 上位会社, parent, parent company, ultimate parent, group",
    "owner": """
    担当者, 主管担当者, 管理者, 社内担当者, 担当, 責任者, owner, vendor owner, business owner, vendor manager, relationship owner, \
    relationship manager, account manager, responsible, contact person internal
    """,
    "unit": "事業部, 事業部門, 事業会社, 利用会社, 所管会社, unit, business unit, division, subsidiary",
    "backup_owner": "副担当者, 副担当, 代理担当者, backup owner, deputy owner, deputy, secondary owner",
    "note": "備考, 備考欄, 特記事項, 摘要, メモ, note, notes, remarks, comment, comments, memo",
  ]

  /// What contracts settle, beside the titles that the terms have.
  static let terms: [String: String] = [
    "scope_of_service": "委託範囲, 業務範囲",
    "roles_responsibilities": "責任分界, 責任分担",
    "confidentiality": """
    秘密保持, 秘密保持条項, 機密保持, 機密保持条項, 守秘義務, 守秘義務条項, 秘密保持義務, 秘密保持契約, nda, confidentiality, confidentiality clause, \
    nda clause, non disclosure, nda in place, nda signed, has nda
    """,
    "personnel_confidentiality": "従事者秘密保持, 従業者の秘密保持, 誓約書",
    "purpose_limitation": "目的外利用, 目的外利用禁止, 目的外利用の禁止, purpose limitation",
    "security_measures": """
    安全管理, 安全管理措置, 安全管理措置条項, セキュリティ対策, セキュリティ条項, 情報セキュリティ, security measures, security clause, security, \
    information security
    """,
    "training": "教育, 研修, training",
    "subcontracting": "再委託, 再委託制限, 再委託の制限, 再委託条項, 再委託可否, 再委託禁止, subcontracting, subcontracting clause, sub contracting",
    "data_location": "データ所在地, 保管場所, 取扱場所, data location, data residency, cross border transfer",
    "reporting": "定期報告, 報告義務, reporting, periodic reporting",
    "breach_notification": """
    事故報告, 漏えい報告, 漏洩報告, 事故時の報告, インシデント報告, 事故報告義務, breach notification, incident notification, data breach notification, \
    incident reporting
    """,
    "assistance": "協力義務, assistance",
    "audit_right":
      "監査権, 監査, 監査条項, 立入検査, 監査権限, 監査・立入, 立入監査, audit right, audit rights, right to audit, audit clause, audit",
    "service_levels": "sla, サービスレベル, service levels, service level agreement, service level",
    "business_continuity": "事業継続, bcp, 業務継続, business continuity",
    "return_or_destruction": """
    返却・消去, 返却消去, 返却・廃棄, 返却廃棄, データ消去, 返還・廃棄, 情報の返却, 廃棄・返却, return or destruction, return and deletion, data deletion, \
    data return, deletion
    """,
    "exit_transition": "移行, 引継ぎ, exit, exit plan, transition, exit clause",
    "termination": "解除条項, 契約解除, 中途解約, 解約条項, termination rights, termination clause, termination for convenience",
    "liability": "損害賠償, 損害賠償条項, 責任制限, 賠償, liability, indemnity, liability clause",
    "insurance": "保険, 賠償保険, insurance",
    "legal_compliance": "法令遵守, コンプライアンス, 反社条項, 反社会的勢力排除, 暴排条項, legal compliance",
    "ownership": "権利帰属, 知的財産権, 知的財産, 成果物の権利, 著作権, intellectual property, ip ownership, ownership",
    "governing_law_disputes": "準拠法, 管轄, 合意管轄, 管轄裁判所, governing law, jurisdiction",
  ]
}
