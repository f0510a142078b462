package io.xisuan.operator.programmes;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.programme.CaseFacts;
import io.xisuan.billing.programme.Evaluation;
import io.xisuan.billing.programme.Fact;
import io.xisuan.billing.programme.Programme;
import io.xisuan.billing.programme.ProgrammeEvaluation;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases of {@code cases-*.txt}, worked by hand from the policy texts and not from the program. */
class WorkedCasesTest {
    private static final Path FOLDER = Path.of(System.getProperty("xisuan.root", "."))
            .resolve("k8s-operator/src/test/resources/io/xisuan/operator/programmes");
    private static final Map<String, Programme> SHIPPED = ShippedProgrammes.load().stream()
            .collect(Collectors.toMap(programme -> programme.id().value(), Function.identity()));

    /** One line: which programme, what is known, what the text gives, and why. */
    record Worked(String place, String id, String facts, String expected, String working) {
        boolean isAmount() {
            return Character.isDigit(expected.charAt(0));
        }

        boolean saysWhatIsMissing() {
            return expected.startsWith("unknown ") && facts.contains("grantAmount=");
        }

        @Override
        public String toString() {
            return "%s %s: %s".formatted(place, id, facts);
        }
    }

    static List<Worked> cases() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(FOLDER, "cases-*.txt")) {
            found.forEach(files::add);
        }
        List<Worked> cases = new ArrayList<>();
        for (Path file : files.stream().sorted().toList()) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).isBlank() && !lines.get(i).startsWith("#")) {
                    cases.add(worked("%s:%d".formatted(file.getFileName(), i + 1), lines.get(i)));
                }
            }
        }
        return cases;
    }

    private static Worked worked(String place, String line) {
        String[] parts = line.split("\\|", -1);
        assertThat(parts).as("%s: id | facts | expected | working", place).hasSize(4);
        return new Worked(place, parts[0].strip(), parts[1].strip(), parts[2].strip(), parts[3].strip());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_evaluation_gives_what_was_worked_by_hand(Worked worked) {
        assertThat(worked.working()).as("%s: the working", worked).isNotBlank();
        assertThat(SHIPPED).as(worked.toString()).containsKey(worked.id());
        Programme programme = Objects.requireNonNull(SHIPPED.get(worked.id()));
        assertThat(answer(ProgrammeEvaluation.evaluate(programme, facts(worked.facts()))))
                .as("%s%n%s", worked, worked.working())
                .isEqualTo(worked.expected());
    }

    @Test
    void every_programme_has_three_cases_and_an_amount_or_what_keeps_it_from_one() throws IOException {
        Map<String, List<Worked>> byId = cases().stream()
                .collect(Collectors.groupingBy(Worked::id, TreeMap::new, Collectors.toUnmodifiableList()));
        for (String id : ShippedProgrammes.IDS) {
            List<Worked> cases = byId.getOrDefault(id, List.of());
            assertThat(cases).as("cases of %s", id).hasSizeGreaterThanOrEqualTo(3);
            assertThat(cases)
                    .as("%s: an amount, or the rule that is missing in spite of a grant", id)
                    .anyMatch(worked -> worked.isAmount() || worked.saysWhatIsMissing());
        }
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
