package io.xisuan.operator.crds;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Rules by which the API server keeps fields of a spec as they were submitted, one a field, so that a refusal names the field
 * and says what to do. A field that nobody thought of is fixed.
 */
final class FixedFields {
    private final Set<String> changing;
    private final String instruction;

    /**
     * @param changing the fields that may change
     * @param instruction what to do instead of changing another one
     */
    FixedFields(Set<String> changing, String instruction) {
        this.changing = Set.copyOf(changing);
        this.instruction = instruction;
    }

    void fix(JSONSchemaProps spec) {
        List<ValidationRule> rules = new ArrayList<>(spec.getXKubernetesValidations());
        for (String field : spec.getProperties().keySet()) {
            if (!changing.contains(field)) {
                rules.add(rule(field, spec.getRequired().contains(field)));
            }
        }
        spec.setXKubernetesValidations(rules);
    }

    private ValidationRule rule(String field, boolean required) {
        ValidationRule rule = new ValidationRule();
        rule.setRule(
                required
                        ? "self.%s == oldSelf.%s".formatted(field, field)
                        : "has(self.%1$s) == has(oldSelf.%1$s) && (!has(self.%1$s) || self.%1$s == oldSelf.%1$s)"
                                .formatted(field));
        rule.setMessage("%s never changes: %s".formatted(field, instruction));
        rule.setFieldPath("." + field);
        rule.setReason("FieldValueForbidden");
        return rule;
    }
}
