package io.xisuan.operator.crds;

import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;
import java.util.Map;

/**
 * What the generator cannot say: the spec is required, integers have 64 bits, and {@code versions} is a list keyed by
 * name, so that a rule on a version compares it with its own former self.
 */
final class CrdRules implements CRDPostProcessor {
    @Override
    public HasMetadata process(HasMetadata crd, String crdSpecVersion) {
        if (crd instanceof CustomResourceDefinition definition) {
            definition.getSpec().getVersions().forEach(version -> {
                JSONSchemaProps schema = version.getSchema().getOpenAPIV3Schema();
                schema.setRequired(List.of("spec"));
                complete(schema);
            });
        }
        return crd;
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
