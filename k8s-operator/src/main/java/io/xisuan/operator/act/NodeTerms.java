package io.xisuan.operator.act;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which nodes something can be used on, by their labels: those that fulfil all requirements of one term.
 *
 * @param terms each a list of requirements; a term without any chooses no node, as in Kubernetes
 */
public record NodeTerms(List<List<Requirement>> terms) {
    public NodeTerms {
        terms = terms.stream().map(List::copyOf).toList();
    }

    /**
     * What a label must be.
     *
     * @param operator In, NotIn, Exists, DoesNotExist, Gt or Lt, as Kubernetes writes them
     */
    public record Requirement(String key, String operator, List<String> values) {
        public Requirement {
            values = List.copyOf(values);
        }

        boolean holds(Map<String, String> labels) {
            Optional<String> value = Optional.ofNullable(labels.get(key));
            return switch (operator) {
                case "In" -> value.filter(values::contains).isPresent();
                case "NotIn" -> value.filter(values::contains).isEmpty();
                case "Exists" -> value.isPresent();
                case "DoesNotExist" -> value.isEmpty();
                case "Gt" -> compared(value) > 0;
                case "Lt" -> compared(value) < 0;
                default -> false;
            };
        }

        /** Returns how the label's number compares with the required one; 0 when either is none. */
        private int compared(Optional<String> value) {
            boolean numbers = value.filter(Requirement::isNumber).isPresent()
                    && values.size() == 1
                    && isNumber(values.getFirst());
            return numbers ? Long.compare(Long.parseLong(value.get()), Long.parseLong(values.getFirst())) : 0;
        }

        private static boolean isNumber(String text) {
            return text.matches("-?[0-9]{1,18}");
        }
    }

    /** Says whether a node with these labels is one of them. */
    public boolean choose(Map<String, String> labels) {
        return terms.stream()
                .anyMatch(term -> !term.isEmpty() && term.stream().allMatch(requirement -> requirement.holds(labels)));
    }
}
