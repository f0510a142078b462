package io.xisuan.operator.programmes.second;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.xisuan.billing.programme.CaseFacts;
import io.xisuan.billing.programme.Evaluation;
import io.xisuan.billing.programme.Fact;
import io.xisuan.billing.programme.Programme;
import io.xisuan.billing.programme.ProgrammeEvaluation;
import io.xisuan.operator.manifest.ManifestReader;
import io.xisuan.operator.manifest.ManifestText;
import io.xisuan.operator.programmes.ShippedProgrammes;
import io.xisuan.operator.translate.ProgrammeTranslation;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TwoEvaluatorsTest {
    private static final int CASES = Integer.getInteger("xisuan.cases", 10_000);
    private static final int CASES_PER_DEFINITION = 100;
    private static final YAMLMapper YAML = new YAMLMapper();

    /** A definition as the second evaluator reads it, and as the first does. */
    private record Definition(JsonNode tree, Programme programme) {
        static Definition of(String text) throws JsonProcessingException {
            Programme programme = ProgrammeTranslation.programmes(
                            new ManifestReader().parseLoose(List.of(new ManifestText("drawn.yaml", text))))
                    .getFirst();
            return new Definition(YAML.readTree(text), programme);
        }

        Answer second(Case facts) {
            return SecondEvaluator.answer(tree, facts);
        }

        Answer first(Case facts) {
            CaseFacts given = CaseFacts.EMPTY;
            for (Map.Entry<String, String> entry : facts.facts().entrySet()) {
                given = given.withText(Fact.byKey(entry.getKey()).orElseThrow(), entry.getValue());
            }
            return TwoEvaluatorsTest.answer(ProgrammeEvaluation.evaluate(programme.versionFor(given), given));
        }
    }

    @Test
    void both_evaluators_agree_on_the_programmes_that_are_shipped() throws JsonProcessingException {
        Map<Answer.Kind, Integer> seen = new EnumMap<>(Answer.Kind.class);
        int each = Math.max(1, CASES / 2 / ShippedProgrammes.IDS.size());
        for (String id : ShippedProgrammes.IDS) {
            agree(Definition.of(ShippedProgrammes.manifest(id)), id.hashCode(), each, seen);
        }
        assertThat(seen).as("kinds of answers").hasSize(Answer.Kind.values().length);
    }

    @Test
    void both_evaluators_agree_on_definitions_that_nobody_wrote() throws JsonProcessingException {
        Map<Answer.Kind, Integer> seen = new EnumMap<>(Answer.Kind.class);
        for (int seed = 0; seed < CASES / 2 / CASES_PER_DEFINITION; seed++) {
            JsonNode drawn = RandomDefinition.of(new SplittableRandom(seed));
            agree(Definition.of(YAML.writeValueAsString(drawn)), seed, CASES_PER_DEFINITION, seen);
        }
        assertThat(seen.get(Answer.Kind.PAYS)).as("cases that are paid").isGreaterThan(CASES / 20);
    }

    private static void agree(Definition definition, long seed, int cases, Map<Answer.Kind, Integer> seen) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < cases; i++) {
            Case facts = RandomCase.of(random);
            Answer second = definition.second(facts);
            seen.merge(second.kind(), 1, Integer::sum);
            if (!second.equals(definition.first(facts))) {
                disagree(definition, seed, i, facts);
            }
        }
    }

    private static void disagree(Definition definition, long seed, int number, Case drawn) {
        Case facts = Shrinking.least(drawn, each -> !definition.second(each).equals(definition.first(each)));
        fail(
                "seed %d, case %d: %s%nfirst:  %s%nsecond: %s%n%s",
                seed,
                number,
                facts.facts(),
                definition.first(facts),
                definition.second(facts),
                Rules.of(definition.tree(), facts).shown());
    }

    private static Answer answer(Evaluation evaluation) {
        return switch (evaluation) {
            case Evaluation.NotEligible no -> Answer.no(no.rule());
            case Evaluation.Refused refused -> Answer.unknown(refused.field());
            case Evaluation.Eligible eligible ->
                eligible.subsidy()
                        .map(amount -> new Answer(
                                Answer.Kind.PAYS,
                                amount.toString(),
                                eligible.parts().stream()
                                        .map(part -> part.level() + " "
                                                + part.amount().fen())
                                        .toList()))
                        .orElse(new Answer(Answer.Kind.PAYS_WITHOUT_AMOUNT, "", List.of()));
        };
    }
}
