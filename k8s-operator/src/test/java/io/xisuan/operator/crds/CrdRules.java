package io.xisuan.operator.crds;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.TrainingJobSpec;
import io.xisuan.operator.manifest.TextForm;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the generator cannot say: the spec is required, integers have 64 bits, and {@code versions} is a list keyed by
 * name, so that a rule on a version compares it with its own former self. Columns stand in the order of their annotations;
 * the generator sorts them by where they look.
 */
final class CrdRules implements CRDPostProcessor {
    /** Other resources, pods and documents carry the name, and none of them takes dots or more than 63 characters. */
    private static final String NAME_RULE =
            "self.metadata.name.size() <= 63 && self.metadata.name.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')";

    private static final String NAME_MESSAGE =
            "metadata.name: write at most 63 small letters, digits and -, without dots";

    /** What {@code kubectl get xisuan -A} lists. */
    private static final String CATEGORY = "xisuan";

    private static final String RESUBMIT = "delete the job and submit a new one as you want it";

    private static final long MOST_TIMES = 1024;

    private final List<Class<? extends HasMetadata>> kinds;

    CrdRules(List<Class<? extends HasMetadata>> kinds) {
        this.kinds = List.copyOf(kinds);
    }

    @Override
    public HasMetadata process(HasMetadata crd, String crdSpecVersion) {
        if (crd instanceof CustomResourceDefinition definition) {
            definition.getSpec().getNames().setCategories(List.of(CATEGORY));
            Class<? extends HasMetadata> kind = kind(definition);
            definition.getSpec().getVersions().forEach(version -> {
                JSONSchemaProps schema = version.getSchema().getOpenAPIV3Schema();
                schema.setRequired(List.of("spec"));
                schema.setXKubernetesValidations(List.of(rule(NAME_RULE, NAME_MESSAGE)));
                complete(schema);
                JSONSchemaProps spec =
                        Objects.requireNonNull(schema.getProperties().get("spec"));
                speak(spec, 1);
                if (kind == TrainingJob.class) {
                    new FixedFields(TrainingJobSpec.CHANGING, RESUBMIT).fix(spec);
                }
                new CrdTexts(kind).describe(schema);
                version.setAdditionalPrinterColumns(ordered(version.getAdditionalPrinterColumns(), columns(kind)));
            });
        }
        return crd;
    }

    /**
     * Has patterns refuse in words: the API server prints a pattern as it is, and a rule's message. A rule's cost is multiplied by
     * the lists around it, so a pattern deep in long lists stays one.
     */
    private static void speak(JSONSchemaProps schema, long times) {
        String pattern = schema.getPattern();
        if (pattern != null && times <= MOST_TIMES && TextForm.of(pattern).isPresent()) {
            schema.setPattern(null);
            schema.setXKubernetesValidations(List.of(rule(
                    "self.matches(r'%s')".formatted(pattern),
                    TextForm.of(pattern).get().instruction())));
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(property -> speak(property, times));
        }
        if (schema.getItems() != null && schema.getItems().getSchema() != null) {
            speak(schema.getItems().getSchema(), times * schema.getMaxItems());
        }
    }

    private static ValidationRule rule(String expression, String message) {
        ValidationRule rule = new ValidationRule();
        rule.setRule(expression);
        rule.setMessage(message);
        return rule;
    }

    private Class<? extends HasMetadata> kind(CustomResourceDefinition definition) {
        String name = definition.getSpec().getNames().getKind();
        return kinds.stream()
                .filter(candidate -> candidate.getSimpleName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> columns(Class<? extends HasMetadata> type) {
        return Arrays.stream(type.getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(AdditionalPrinterColumn::name)
                .toList();
    }

    private static List<CustomResourceColumnDefinition> ordered(
            List<CustomResourceColumnDefinition> columns, List<String> names) {
        return columns.stream()
                .sorted(Comparator.comparingInt(column -> names.indexOf(column.getName())))
                .toList();
    }

    private static void complete(JSONSchemaProps schema) {
        if ("integer".equals(schema.getType())) {
            schema.setFormat("int64");
        }
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, property) -> keyVersions(name, property));
            schema.getProperties().values().forEach(CrdRules::complete);
        }
        if (schema.getItems() != null && schema.getItems().getSchema() != null) {
            complete(schema.getItems().getSchema());
        }
    }

    private static void keyVersions(String name, JSONSchemaProps property) {
        if (name.equals("versions") && property.getItems() != null && named(property)) {
            property.setXKubernetesListType("map");
            property.setXKubernetesListMapKeys(List.of("name"));
        }
    }

    private static boolean named(JSONSchemaProps list) {
        Map<String, JSONSchemaProps> fields = list.getItems().getSchema().getProperties();
        return fields != null && fields.containsKey("name");
    }
}
