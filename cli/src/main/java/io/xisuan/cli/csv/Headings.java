package io.xisuan.cli.csv;

import java.util.Map;

/** The Chinese headings that stand for the English ones in tables of suppliers, contracts, lines of contracts and grant letters. */
public final class Headings {
    public static final Map<String, String> SUPPLIERS = Map.ofEntries(
            Map.entry("供应方编号", "supplier_id"),
            Map.entry("中文名称", "name_zh"),
            Map.entry("名称", "name_zh"),
            Map.entry("英文名称", "name_en"),
            Map.entry("统一社会信用代码", "credit_code"),
            Map.entry("所在地", "jurisdiction"),
            Map.entry("税率", "vat_rate"),
            Map.entry("开票项目", "invoice_item"),
            Map.entry("票号前缀", "invoice_prefix"),
            Map.entry("入选政策", "listed_by"));

    public static final Map<String, String> CONTRACTS = Map.ofEntries(
            Map.entry("合同编号", "contract_id"),
            Map.entry("租户", "tenant"),
            Map.entry("供应方", "supplier"),
            Map.entry("签订日期", "signed_on"),
            Map.entry("开始日期", "from"),
            Map.entry("结束日期", "to"),
            Map.entry("金额", "amount"),
            Map.entry("合同金额", "amount"),
            Map.entry("锁价天数", "price_lock_days"),
            Map.entry("指定型号", "named_models"),
            Map.entry("承担方", "bearer_by_cause"),
            Map.entry("文件摘要", "file_sha"));

    public static final Map<String, String> LINES = Map.ofEntries(
            Map.entry("合同编号", "contract_id"),
            Map.entry("行号", "line"),
            Map.entry("类别", "kind"),
            Map.entry("项目", "item"),
            Map.entry("金额", "amount"),
            Map.entry("对方名称", "counterparty"),
            Map.entry("是否关联", "related"));

    public static final Map<String, String> LETTERS = Map.ofEntries(
            Map.entry("券号", "number"),
            Map.entry("批文号", "number"),
            Map.entry("政策", "programme"),
            Map.entry("租户", "tenant"),
            Map.entry("合同编号", "contract"),
            Map.entry("金额", "amount"),
            Map.entry("发放日期", "granted_on"),
            Map.entry("有效期起", "valid_from"),
            Map.entry("有效期止", "valid_to"),
            Map.entry("比例", "rate"),
            Map.entry("额度来源", "authority"),
            Map.entry("文件摘要", "document_sha256"));

    private Headings() {}
}
