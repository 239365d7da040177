extension DoraLayout {
  /// The fifteen templates: code, what the file is about; `>` columns that refer to those of another template; then the columns, a key
  /// with `*`, each with its type or list, when it is needed, and what it holds.
  ///
  /// Implementing Regulation (EU) 2024/2956, annexes I to IV, as the EBA's taxonomy 4.0 numbers them; labels are our own words.
  static let text = """
    B_01.01 Entity that keeps the register
    c0010* string always LEI of the entity
    c0020 string always Legal name
    c0030 COUNTRY always Country of licence
    c0040 ENTITY_TYPE always Type of entity
    c0050 string always Competent authority
    c0060 date always Reporting date
    B_01.02 Entities in scope of the register
    > c0060 B_01.02 c0010
    c0010* string always LEI
    c0020 string always Legal name
    c0030 COUNTRY always Country
    c0040 ENTITY_TYPE always Type of entity
    c0050 HIERARCHY always Place in the group
    c0060 string always LEI of the direct parent
    c0070 date always Last update
    c0080 date always Added to register
    c0090 date always Removed from register (9999-12-31 while active)
    c0100 CURRENCY conditional Currency of c0110
    c0110 monetary conditional Total assets
    B_01.03 Branches outside the home country
    > c0020 B_01.02 c0010
    c0010* string always Branch code
    c0020* string always LEI of head office
    c0030 string always Branch name
    c0040 COUNTRY always Country of branch
    B_02.01 Contractual arrangements, general
    > c0030 B_02.01 c0010
    c0010* string always Contract reference (unique, stable)
    c0020 ARRANGEMENT always Kind of arrangement
    c0030 string conditional Overarching contract reference
    c0040 CURRENCY always Currency of c0050
    c0050 monetary always Cost of the past year, in units
    B_02.02 Contractual arrangements, specific
    > c0010 B_02.01 c0010
    > c0020 B_01.02 c0010
    > c0030 B_05.01 c0010
    > c0010 c0030 B_03.02 c0010 c0020
    > c0050 c0020 B_06.01 c0010 c0040
    c0010* string always Contract reference
    c0020* string always LEI of the user entity
    c0030* string always Provider code
    c0040 ID_TYPE always Kind of provider code
    c0050* string always Function identifier
    c0060* ICT_SERVICE always ICT service type
    c0070 date always Start date
    c0080 date always End or renewal date (9999-12-31 if indefinite; actual date if terminated)
    c0090 TERMINATION_REASON conditional Reason of ending
    c0100 integer conditional Notice period of the entity, calendar days
    c0110 integer conditional Notice period of the provider, calendar days
    c0120 COUNTRY conditional Governing law country
    c0130* COUNTRY always Country of provision
    c0140 YES_NO conditional Data stored
    c0150* COUNTRY always Country of data at rest, one row each
    c0160* COUNTRY always Country of data processing, one row each
    c0170 LEVEL3 conditional Sensitiveness of data
    c0180 RELIANCE conditional Level of reliance
    B_02.03 Links of intra-group to external contracts
    > c0010 B_02.01 c0010
    > c0020 B_02.01 c0010
    c0010* string always Intra-group contract reference
    c0020* string always Linked contract reference
    c0030 true always Link flag (taxonomy only)
    B_03.01 Entities signing to receive services
    > c0010 B_02.01 c0010
    > c0020 B_01.02 c0010
    c0010* string always Contract reference
    c0020* string always LEI (or EUID) of signing entity
    c0030 true always Link flag (taxonomy only)
    B_03.02 Providers signing to provide services
    > c0010 B_02.01 c0010
    > c0020 B_05.01 c0010
    c0010* string always Contract reference
    c0020* string always Provider code
    c0030 ID_TYPE always Kind of provider code
    B_03.03 Group entities signing to provide services
    > c0010 B_02.01 c0010
    > c0020 B_01.02 c0010
    c0010* string always Contract reference
    c0020* string always LEI of providing entity
    c0031 true always Link flag (taxonomy only; note 0031)
    B_04.01 Entities that use the services
    > c0010 B_02.01 c0010
    > c0020 B_01.02 c0010
    c0010* string always Contract reference
    c0020* string always LEI of user entity
    c0030 NATURE always Branch or not
    c0040* string always Branch code
    B_05.01 ICT third-party providers (direct, intra-group, subcontractors, ultimate parents)
    > c0110 B_05.01 c0010
    c0010* string always Provider code
    c0020 ID_TYPE always Kind of code
    c0030 string optional Additional code
    c0040 ID_TYPE conditional Kind of additional code
    c0050 string always Registered name
    c0060 string always Name in Latin letters (repeat c0050 if already Latin)
    c0070 PERSON always Legal or natural person
    c0080 COUNTRY always Country of headquarters
    c0090 CURRENCY conditional Currency of c0100
    c0100 monetary conditional Total yearly cost, in units
    c0110 string always Code of ultimate parent (own code if no group)
    c0120 ID_TYPE conditional Kind of parent code
    B_05.02 ICT service supply chains
    > c0010 B_02.01 c0010
    > c0030 B_05.01 c0010
    > c0060 B_05.01 c0010
    c0010* string always Contract reference
    c0020* ICT_SERVICE always ICT service type
    c0030* string always Provider code
    c0040 ID_TYPE always Kind of code
    c0050* integer always Rank: 1 direct, 2+ subcontractor
    c0060* string always Code of the recipient of the subcontracted service
    c0070 ID_TYPE conditional Kind of recipient code
    B_06.01 Functions
    > c0040 B_01.02 c0010
    c0010* string always Function identifier, F + number
    c0020 ACTIVITY always Licensed activity
    c0030 string always Function name
    c0040* string always LEI of the entity
    c0050 YES_NO_NA always Critical or important
    c0060 string optional Reasons, 300 characters at most
    c0070 date always Date of last assessment (9999-12-31 if none)
    c0080 integer always Recovery time objective, hours (1 if below, 0 if undefined)
    c0090 integer always Recovery point objective, hours
    c0100 LEVEL4 always Impact of discontinuing
    B_07.01 Assessment of services for critical functions
    > c0010 B_02.01 c0010
    > c0020 B_05.01 c0010
    c0010* string always Contract reference
    c0020* string always Provider code
    c0030 ID_TYPE always Kind of code
    c0040* ICT_SERVICE always ICT service type
    c0050 SUBSTITUTABILITY always Substitutability
    c0060 SUBST_REASON conditional Reason why hard to substitute
    c0070 date always Last audit by or for the entity, not a certificate (9999-12-31 if none)
    c0080 YES_NO always Exit plan exists
    c0090 REINTEGRATION always Reintegration possible
    c0100 LEVEL4 always Impact of discontinuing
    c0110 YES_NO_NA always Alternative providers identified
    c0120 string optional Alternative providers, text
    B_99.01 Own definitions of the options
    c0010 string optional Own definition of B_02.01.0020: x1 standalone
    c0020 string optional Own definition of B_02.01.0020: x2 overarching
    c0030 string optional Own definition of B_02.01.0020: x3 subsequent
    c0040 string optional Own definition of B_02.02.0170: low
    c0050 string optional Own definition of B_02.02.0170: medium
    c0060 string optional Own definition of B_02.02.0170: high
    c0070 string optional Own definition of B_06.01.0110: low
    c0080 string optional Own definition of B_06.01.0110: medium
    c0090 string optional Own definition of B_06.01.0110: high
    c0100 string optional Own definition of B_07.01.0050: not substitutable
    c0110 string optional Own definition of B_07.01.0050: highly complex
    c0120 string optional Own definition of B_07.01.0050: medium complexity
    c0130 string optional Own definition of B_07.01.0050: easily
    c0140 string optional Own definition of B_07.01.0090: easy
    c0150 string optional Own definition of B_07.01.0090: difficult
    c0160 string optional Own definition of B_07.01.0090: highly complex
    c0170 string optional Own definition of B_07.01.0100: low
    c0180 string optional Own definition of B_07.01.0100: medium
    c0190 string optional Own definition of B_07.01.0100: high
    """

  /// The closed lists: a code and its meaning.
  static let lists = """
    ENTITY_TYPE eba_CT:x12 credit institution
    ENTITY_TYPE eba_CT:x599 investment firm
    ENTITY_TYPE eba_CT:x643 central counterparty
    ENTITY_TYPE eba_CT:x639 management company
    ENTITY_TYPE eba_CT:x300 payment institution
    ENTITY_TYPE eba_CT:x301 account information service provider
    ENTITY_TYPE eba_CT:x302 e-money institution
    ENTITY_TYPE eba_CT:x303 crypto-asset service provider
    ENTITY_TYPE eba_CT:x304 central securities depository
    ENTITY_TYPE eba_CT:x305 trading venue
    ENTITY_TYPE eba_CT:x306 trade repository
    ENTITY_TYPE eba_CT:x307 manager of alternative investment funds
    ENTITY_TYPE eba_CT:x308 data reporting service provider
    ENTITY_TYPE eba_CT:x309 insurance or reinsurance undertaking
    ENTITY_TYPE eba_CT:x310 issuer of asset-referenced tokens
    ENTITY_TYPE eba_CT:x311 occupational pension institution
    ENTITY_TYPE eba_CT:x312 credit rating agency
    ENTITY_TYPE eba_CT:x313 administrator of critical benchmarks
    ENTITY_TYPE eba_CT:x314 crowdfunding service provider
    ENTITY_TYPE eba_CT:x315 securitisation repository
    ENTITY_TYPE eba_CT:x316 other financial entity
    ENTITY_TYPE eba_CT:x317 non-financial: intra-group ICT provider
    ENTITY_TYPE eba_CT:x318 non-financial: other
    ENTITY_TYPE eba_CT:x320 insurance intermediary
    HIERARCHY eba_RP:x53 ultimate parent
    HIERARCHY eba_RP:x551 parent of a sub-group
    HIERARCHY eba_RP:x56 subsidiary
    HIERARCHY eba_RP:x21 not in a group
    HIERARCHY eba_RP:x210 provider to which all operations are outsourced
    ARRANGEMENT eba_CO:x1 standalone
    ARRANGEMENT eba_CO:x2 overarching
    ARRANGEMENT eba_CO:x3 subsequent or associated
    TERMINATION_REASON eba_CO:x4 expired, not renewed
    TERMINATION_REASON eba_CO:x5 breach of law or contract
    TERMINATION_REASON eba_CO:x6 impediments that alter the function
    TERMINATION_REASON eba_CO:x7 weak handling of sensitive data
    TERMINATION_REASON eba_CO:x8 request of an authority
    TERMINATION_REASON eba_CO:x9 other
    ID_TYPE eba_qCO:qx2000 LEI
    ID_TYPE eba_qCO:qx2001 national identity number or other
    ID_TYPE eba_qCO:qx2002 EUID
    ID_TYPE eba_qCO:qx2003 corporate registration number
    ID_TYPE eba_qCO:qx2004 VAT number
    ID_TYPE eba_qCO:qx2005 passport number
    ICT_SERVICE eba_TA:S01 project management
    ICT_SERVICE eba_TA:S02 development
    ICT_SERVICE eba_TA:S03 help desk and first-level support
    ICT_SERVICE eba_TA:S04 security management
    ICT_SERVICE eba_TA:S05 provision of data
    ICT_SERVICE eba_TA:S06 data analysis
    ICT_SERVICE eba_TA:S07 facilities and hosting, not cloud
    ICT_SERVICE eba_TA:S08 computation, not cloud
    ICT_SERVICE eba_TA:S09 data storage, not cloud
    ICT_SERVICE eba_TA:S10 telecom carrier
    ICT_SERVICE eba_TA:S11 network infrastructure
    ICT_SERVICE eba_TA:S12 hardware and devices
    ICT_SERVICE eba_TA:S13 software licensing, not SaaS
    ICT_SERVICE eba_TA:S14 operation management and maintenance
    ICT_SERVICE eba_TA:S15 consulting
    ICT_SERVICE eba_TA:S16 risk management
    ICT_SERVICE eba_TA:S17 cloud IaaS
    ICT_SERVICE eba_TA:S18 cloud PaaS
    ICT_SERVICE eba_TA:S19 cloud SaaS
    YES_NO eba_BT:x28 yes
    YES_NO eba_BT:x29 no
    YES_NO_NA eba_BT:x28 yes
    YES_NO_NA eba_BT:x29 no
    YES_NO_NA eba_BT:x21 assessment not performed
    LEVEL3 eba_ZZ:x791 low
    LEVEL3 eba_ZZ:x792 medium
    LEVEL3 eba_ZZ:x793 high
    LEVEL4 eba_ZZ:x791 low
    LEVEL4 eba_ZZ:x792 medium
    LEVEL4 eba_ZZ:x793 high
    LEVEL4 eba_ZZ:x799 assessment not performed
    RELIANCE eba_ZZ:x794 not significant
    RELIANCE eba_ZZ:x795 low
    RELIANCE eba_ZZ:x796 material
    RELIANCE eba_ZZ:x797 full
    NATURE eba_ZZ:x838 branch
    NATURE eba_ZZ:x839 not a branch
    PERSON eba_CT:x212 legal person
    PERSON eba_CT:x213 individual in business capacity
    SUBSTITUTABILITY eba_ZZ:x959 not substitutable
    SUBSTITUTABILITY eba_ZZ:x960 highly complex
    SUBSTITUTABILITY eba_ZZ:x961 medium complexity
    SUBSTITUTABILITY eba_ZZ:x962 easy
    SUBST_REASON eba_ZZ:x963 no real alternative
    SUBST_REASON eba_ZZ:x964 hard to migrate or reintegrate
    SUBST_REASON eba_ZZ:x965 both
    REINTEGRATION eba_ZZ:x798 easy
    REINTEGRATION eba_ZZ:x966 difficult
    REINTEGRATION eba_ZZ:x967 highly complex
    REINTEGRATION eba_ZZ:x0 not applicable (intra-group provider)
    """
}
