package io.xisuan.operator.observe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.ObjectMeta;

/** An object's metadata without what the API server keeps of its writers: often half of an object's bytes, and nothing to us. */
@JsonDeserialize(using = JsonDeserializer.None.class)
@JsonIgnoreProperties(
        value = {"managedFields"},
        ignoreUnknown = true)
final class NarrowMeta extends ObjectMeta {
    private static final long serialVersionUID = 1L;
}
