package io.xisuan.billing.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import org.junit.jupiter.api.Test;

class PartyFilesTest {
    private static final String CONTRACTS =
            "contract_id,tenant,supplier,signed_on,from,to,amount,price_lock_days,named_models\n";
    private static final String GOOD =
            "c-1,t-1,s-1,2025-01-06,2025-01-10,2026-01-09,70000.00,30,nvidia-h20 ascend-910b\n";

    @Test
    void a_contract_is_read_with_its_models() {
        Contract contract = ContractsCsv.read("c.csv", new StringReader("\uFEFF" + CONTRACTS + GOOD))
                .getFirst();
        assertThat(contract.amount().fen()).isEqualTo(7_000_000);
        assertThat(contract.namedModels()).hasSize(2);
    }

    @Test
    void a_wrong_cell_is_named_with_file_line_and_column() {
        refused(GOOD + GOOD.replace("c-1", "c-2").replace("70000.00", "7e4"), "c.csv:3: amount: \"7e4\"");
        refused(GOOD.replace("2025-01-06", "2025-02-30"), "c.csv:2: signed_on:");
        refused(GOOD.replace("nvidia-h20", "h20"), "c.csv:2: named_models: \"h20\" is no known accelerator");
        refused(GOOD.replace("2026-01-09", "2025-01-09"), "c.csv:2: line: The term ends on");
        refused(GOOD + GOOD, "c.csv:3: contract_id: \"c-1\" is given twice");
        refused("c-1,t-1\n", "c.csv:2: line: is no CSV: Record 2 has 2 fields");
    }

    @Test
    void unknown_and_missing_columns_are_refused() {
        assertThatThrownBy(() -> ContractsCsv.read("c.csv", new StringReader("contract_id,colour\n")))
                .hasMessageContaining("c.csv:1: colour: unknown column");
        assertThatThrownBy(() -> ContractsCsv.read("c.csv", new StringReader("contract_id\n")))
                .hasMessageContaining("c.csv:1: tenant: the column is missing");
    }

    @Test
    void a_supplier_with_a_mistyped_credit_code_is_refused() {
        String header = String.join(",", SuppliersCsv.COLUMNS) + "\n";
        String line = "s-1,某公司,Some Co,91350100M000100Y43,gansu/qingyang,0.06,*信息技术服务*算力服务,SC,qingyang-2024\n";
        assertThat(SuppliersCsv.read("s.csv", new StringReader(header + line))
                        .getFirst()
                        .listedBy())
                .hasSize(1);
        assertThatThrownBy(() -> SuppliersCsv.read("s.csv", new StringReader(header + line.replace("Y43", "Y4A"))))
                .hasMessageContaining("s.csv:2: credit_code:")
                .hasMessageContaining("should be '3'");
        assertThatThrownBy(() -> SuppliersCsv.read("s.csv", new StringReader(header + line.replace(",SC,", ",s c,"))))
                .hasMessageContaining("s.csv:2: line: The invoice prefix");
        assertThatThrownBy(
                        () -> SuppliersCsv.read("s.csv", new StringReader(header + line + line.replace("s-1", "s-2"))))
                .hasMessageContaining("s.csv:3: invoice_prefix: \"SC\" is another supplier's");
    }

    private static void refused(String lines, String message) {
        assertThatThrownBy(() -> ContractsCsv.read("c.csv", new StringReader(CONTRACTS + lines)))
                .hasMessageContaining(message);
    }
}
