package io.xisuan.billing.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.usage.Component;
import io.xisuan.model.Money;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartyImportTest {
    private static final String SUPPLIERS = String.join(",", SuppliersCsv.COLUMNS)
            + "\ns-1,某公司,Some Co,91350100M000100Y43,gansu/qingyang,0.06,*信息技术服务*算力服务,SC,\n";
    private static final String CONTRACTS = String.join(",", ContractsCsv.COLUMNS) + ",bearer_by_cause,file_sha\n"
            + "c-1,t-1,s-1,2025-01-06,2025-01-10,2026-01-09,70000.00,30,,evidence=tenant," + "ab".repeat(32) + "\n";
    private static final String LINES = String.join(",", ContractLinesCsv.COLUMNS) + "\n"
            + "c-1,1,compute,智能算力,40000.00,,\n"
            + "c-1,2,model,大模型 API,20000.00,某模型公司,no\n"
            + "c-1,3,corpus,行业语料,10000.00,某数据公司,yes\n";

    private static PartyImport read(String suppliers, String contracts, String lines) {
        return PartyImport.of(
                new PartyImport.Files(
                        suppliers.isEmpty() ? List.of() : SuppliersCsv.read("s.csv", new StringReader(suppliers)),
                        contracts.isEmpty() ? List.of() : ContractsCsv.located("c.csv", new StringReader(contracts)),
                        lines.isEmpty() ? List.of() : ContractLinesCsv.read("l.csv", new StringReader(lines))),
                new PartyImport.Known(List.of(), List.of()));
    }

    @Test
    void a_contract_is_read_with_its_lines_and_who_bears_what() {
        Contract contract = read(SUPPLIERS, CONTRACTS, LINES).contracts().getFirst();
        assertThat(contract.amountOf(Component.MODEL)).isEqualTo(Money.parseYuan("20000"));
        assertThat(contract.lines().get(2).counterparty()).contains(new Counterparty("某数据公司", true));
        assertThat(contract.bearers().of(RejectionCause.EVIDENCE)).isEqualTo(Bearer.TENANT);
        assertThat(contract.bearers().of(RejectionCause.LATENESS)).isEqualTo(Bearer.SUPPLIER);
        assertThat(contract.fileSha()).contains("ab".repeat(32));
        assertThat(Bearers.parse(contract.bearers().toString())).isEqualTo(contract.bearers());
    }

    @Test
    void a_contract_without_lines_is_computing_power_whole() {
        Contract contract = read(SUPPLIERS, CONTRACTS, "").contracts().getFirst();
        assertThat(contract.amountOf(Component.COMPUTE)).isEqualTo(contract.amount());
        assertThat(contract.amountOf(Component.CORPUS)).isEqualTo(Money.ZERO);
    }

    @Test
    void what_another_file_should_hold_is_named_by_place() {
        assertThatThrownBy(() -> read("", CONTRACTS, ""))
                .hasMessageContaining("c.csv:2: supplier: \"s-1\" is neither in suppliers.csv nor imported before");
        assertThatThrownBy(() -> read(SUPPLIERS, CONTRACTS, LINES.replace("c-1,3", "c-9,1")))
                .hasMessageContaining("l.csv:3: amount: The lines of c-1 come to 60,000.00 CNY");
        assertThatThrownBy(() -> read(SUPPLIERS, "", LINES))
                .hasMessageContaining("l.csv:2: contract_id: \"c-1\" is neither in contracts.csv");
    }

    @Test
    void a_wrong_cell_of_a_line_is_named_with_file_line_and_column() {
        refused(
                "c-1,3,corpus",
                "c-1,3,hardware",
                "l.csv:4: kind: \"hardware\" is none of compute, model, corpus, annotation");
        refused("c-1,3,corpus", "c-1,2,corpus", "l.csv:4: amount: The lines of c-1 are not numbered 1 to 3");
        refused("某数据公司,yes", "某数据公司,", "l.csv:4: related: write yes or no");
        refused("某数据公司,yes", "某数据公司,maybe", "l.csv:4: related: \"maybe\" is neither yes nor no");
        refused("40000.00,,", "40000.00,某公司,no", "l.csv:2: line: Line 1 is of kind COMPUTE");
    }

    private static void refused(String from, String to, String message) {
        assertThatThrownBy(() -> read(SUPPLIERS, CONTRACTS, LINES.replace(from, to)))
                .hasMessageContaining(message);
    }

    @Test
    void who_bears_what_is_read_strictly() {
        for (String wrong :
                List.of("evidence", "evidence=nobody", "weather=tenant", "evidence=tenant evidence=supplier")) {
            assertThatThrownBy(() -> Bearers.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(Bearers.parse("")).isEqualTo(Bearers.USUAL);
    }

    private static Party party(String id, Relations relations) {
        return new Party(
                new TenantId(id),
                new Names("某大学", "Some University"),
                PartyKind.UNIVERSITY,
                Optional.empty(),
                SizeClass.NOT_APPLICABLE,
                Domicile.at(new Jurisdiction("gansu/qingyang")),
                Profile.NONE,
                relations);
    }

    @Test
    void what_one_tenant_says_of_another_holds_for_both() {
        Party one = party("t-1", new Relations(List.of(new SupplierId("s-1")), List.of(new TenantId("t-2"))));
        Party two = party("t-2", Relations.NONE);
        Party three = party("t-3", Relations.NONE);
        var mutual = Relations.mutual(List.of(one, two, three));
        assertThat(mutual.values())
                .extracting(
                        party -> party.isRelatedTo(new TenantId("t-1")),
                        party -> party.isRelatedTo(new TenantId("t-2")))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(false, true),
                        org.assertj.core.groups.Tuple.tuple(true, false),
                        org.assertj.core.groups.Tuple.tuple(false, false));
        assertThat(one.isRelatedTo(new SupplierId("s-1"))).isTrue();
    }

    @Test
    void only_an_enterprise_needs_a_credit_code_and_a_person_has_none() {
        Party university = party("t-1", Relations.NONE);
        assertThat(university.creditCode()).isEmpty();
        assertThatThrownBy(() -> of(PartyKind.ENTERPRISE, Optional.empty()))
                .hasMessageContaining("needs a credit code");
        assertThatThrownBy(() -> of(PartyKind.PERSON, Optional.of(new CreditCode("91350100M000100Y43"))))
                .hasMessageContaining("has no credit code");
    }

    private static Party of(PartyKind kind, Optional<CreditCode> code) {
        return new Party(
                new TenantId("t-9"),
                new Names("某", "Some"),
                kind,
                code,
                SizeClass.SMALL,
                Domicile.at(new Jurisdiction("gansu/qingyang")),
                Profile.NONE,
                Relations.NONE);
    }

    @Test
    void a_rate_that_no_seller_pays_is_refused() {
        assertThat(VatRates.parse("0.13").formatted()).isEqualTo("13 %");
        assertThatThrownBy(() -> VatRates.parse("0.17")).hasMessageContaining("0.17 is no VAT rate");
        assertThatThrownBy(() -> SuppliersCsv.read("s.csv", new StringReader(SUPPLIERS.replace(",0.06,", ",0.6,"))))
                .hasMessageContaining("s.csv:2: vat_rate: 0.6 is no VAT rate");
    }

    @Test
    void words_of_a_profile_are_sorted_and_checked() {
        assertThat(new Profile(Optional.empty(), List.of(), List.of("start-up", "national-project-leader")).traits())
                .containsExactly("national-project-leader", "start-up");
        assertThatThrownBy(() -> new Profile(Optional.empty(), List.of("Software"), List.of()))
                .hasMessageContaining("\"Software\" is no industry");
    }
}
