package io.xisuan.operator.programmes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.programme.CaseFacts;
import io.xisuan.billing.programme.Evaluation;
import io.xisuan.billing.programme.Fact;
import io.xisuan.billing.programme.Programme;
import io.xisuan.billing.programme.ProgrammeEvaluation;
import io.xisuan.operator.manifest.ManifestReader;
import io.xisuan.operator.manifest.ManifestText;
import io.xisuan.operator.translate.ProgrammeTranslation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShippedProgrammesTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("xisuan.root", ".")).resolve("billing/src/main/resources/programmes");
    private static final List<Programme> ALL = ShippedProgrammes.load();

    @Test
    void every_definition_in_the_folder_is_shipped() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".yaml"))
                            .map(name -> name.replace(".yaml", "")))
                    .containsExactlyInAnyOrderElementsOf(ShippedProgrammes.IDS);
        }
        assertThat(ALL.stream().map(programme -> programme.id().value()))
                .containsExactlyElementsOf(ShippedProgrammes.IDS);
    }

    @Test
    void only_zhangzhou_for_annotation_gives_eighty_per_cent() throws IOException {
        for (String id : ShippedProgrammes.IDS) {
            if (id.equals("zhangzhou-2025-annotation-a")) {
                continue;
            }
            assertThat(Files.readString(FOLDER.resolve(id + ".yaml")))
                    .doesNotContain("0.8")
                    .doesNotContain("80 %");
        }
    }

    /** Worked by hand from the texts; the answer is an amount, {@code no RULE} or {@code unknown RULE}. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nanning-2025 | settled=200000 contract=2025-01-01..2026-12-31 | 2.5102
            nanning-2025 | settled=100000 contract=2025-03-01..2025-12-31 | 3.0000
            nanning-2025 | settled=200000 contract=2025-01-01..2026-12-31 supplierListed=false | no suppliers
            nanning-2025 | settled=90000000 contract=2025-03-01..2025-12-31 | 200.0000
            qingyang-2024 | contractFee=70000 grantAmount=90000 supplierListed=true related=false ownBuilt=false | 21000.00
            qingyang-2024 | contractFee=16666.66 | no minimum
            qingyang-2024 | contractFee=8000000 grantAmount=9000000 supplierListed=true related=false ownBuilt=false | 2000000.00
            qingyang-2024 | contractFee=70000 | unknown signedFrom
            qingyang-2024 | contractFee=70000 site=sichuan/chengdu | no sites
            chengdu-2025 | settled=100000 grantAmount=150000 | 60000.00
            chengdu-2025 | settled=300000 grantAmount=150000 | 150000.00
            chengdu-2025 | settled=100000 | unknown registration
            chengdu-2025 | settled=100000 supplierListed=false | no suppliers
            beijing-etown-2024 | settled=1000000 grantAmount=360000 | 300000.00
            beijing-etown-2024 | settled=0.05 grantAmount=360000 | 0.01
            beijing-etown-2024 | settled=1000000 | unknown kinds
            shenzhen-training-2024 | contractFee=100000 grantAmount=90000 grantRate=0.45 | 45000.00
            shenzhen-training-2024 | contractFee=100000 grantAmount=90000 | unknown rates
            shenzhen-training-2024 | contractFee=100000 grantAmount=90000 grantRate=0.61 | no rates
            shenzhen-training-2024 | contractFee=100000 workload=inference | no workloads
            hangzhou-2025 | settled=100000 grantAmount=9000000 grantRate=0.30 | unknown suppliers
            hangzhou-2025 | settled=100000 partyKind=person | no kinds
            hangzhou-2025 | settled=100000 | unknown usePeriod
            shanghai-2025-compute | settled=100000 | unknown registration
            shanghai-2025-compute | settled=100000 grantAmount=30000 grantRate=0.30 | unknown sites
            shanghai-2025-compute | settled=100000 component=model | no components
            henan-2025 | settled=100000 grantAmount=50000 | unknown settlement
            henan-2025 | settled=100000 site=sichuan/chengdu | no sites
            henan-2025 | settled=100000 | unknown registration
            beijing-2023 | contractFee=100000 grantAmount=20000 grantRate=0.20 | unknown settlement
            beijing-2023 | contractFee=100000 contract=2024-01-01..2025-01-01 | no maxContractMonths
            beijing-2023 | contractFee=100000 signedOn=2023-08-31 | no from
            """)
    void cases_worked_by_hand(String id, String facts, String expected) {
        assertThat(answer(ProgrammeEvaluation.evaluate(find(id), facts(facts)))).isEqualTo(expected);
    }

    @Test
    void a_known_no_goes_before_an_unknown_rule() {
        assertThat(answer(ProgrammeEvaluation.evaluate(find("hangzhou-2025"), facts("partyKind=person"))))
                .isEqualTo("no kinds");
    }

    @Test
    void an_absent_rule_is_an_error_with_its_place() throws IOException {
        String text = Files.readString(FOLDER.resolve("nanning-2025.yaml"));
        refused(text.replaceFirst("(?m)^ +yearOf: .*\\n", ""), "yearOf: is missing");
        refused(
                text.replaceFirst("value: \"use\", ", ""),
                "bindBy: write exactly one of value, none: true and unknown");
        refused(text.replaceFirst("\"use\"", "\"sometimes\""), "\"sometimes\" is none of grant, contract, use");
        refused(text.replaceFirst("rate: \"0.30\"", "rate: \"30\""), "is no rate");
    }

    private static void refused(String text, String message) {
        assertThatThrownBy(() -> ProgrammeTranslation.programmes(
                        new ManifestReader().parseLoose(List.of(new ManifestText("p.yaml", text)))))
                .hasMessageStartingWith("p.yaml:")
                .hasMessageContaining(message);
    }

    private static Programme find(String id) {
        return ALL.stream()
                .filter(programme -> programme.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static CaseFacts facts(String text) {
        CaseFacts facts = CaseFacts.EMPTY;
        for (String pair : text.split(" ", -1)) {
            int equals = pair.indexOf('=');
            facts = facts.withText(Fact.byKey(pair.substring(0, equals)).orElseThrow(), pair.substring(equals + 1));
        }
        return facts;
    }

    private static String answer(Evaluation evaluation) {
        return switch (evaluation) {
            case Evaluation.Eligible eligible ->
                eligible.subsidy().orElseThrow().amount().toPlainString();
            case Evaluation.NotEligible no -> "no " + no.rule();
            case Evaluation.Refused refused -> "unknown " + refused.field();
        };
    }
}
