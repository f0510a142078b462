package io.xisuan.operator.programmes.second;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Evaluates a case as the page says: eligibility, base, rate, minimum and limits, settlement. */
final class SecondEvaluator {
    private SecondEvaluator() {}

    static Answer answer(JsonNode definition, Case facts) {
        Rules rules = Rules.of(definition, facts);
        List<Answer> obstacles = new ArrayList<>(new SecondEligibility(rules, facts).obstacles());
        obstacles.addAll(new UnknownTerms(rules, facts).unknown());
        SecondAmount amount = new SecondAmount(rules, facts);
        if (new UnknownTerms(rules, facts).calculable()) {
            obstacles.addAll(amount.obstacles());
        }
        Optional<Answer> no = obstacles.stream()
                .filter(answer -> answer.kind() == Answer.Kind.NO)
                .findFirst();
        return no.or(() -> obstacles.stream().findFirst()).orElseGet(amount::paid);
    }
}
