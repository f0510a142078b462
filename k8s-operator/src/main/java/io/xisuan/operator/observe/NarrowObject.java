package io.xisuan.operator.observe;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;

/** An object of the API server of which only named fields are read. */
abstract class NarrowObject implements HasMetadata {
    private static final long serialVersionUID = 1L;

    private String apiVersion = "v1";

    @JsonDeserialize(as = NarrowMeta.class)
    private ObjectMeta metadata = new NarrowMeta();

    @Override
    public ObjectMeta getMetadata() {
        return metadata;
    }

    @Override
    public void setMetadata(ObjectMeta metadata) {
        this.metadata = metadata;
    }

    @Override
    public String getApiVersion() {
        return apiVersion;
    }

    @Override
    public void setApiVersion(String version) {
        this.apiVersion = version;
    }

    /** Returns what informers need of an object that they knew: its key, uid and version. */
    static ObjectMeta outline(HasMetadata object) {
        ObjectMeta outline = new NarrowMeta();
        outline.setNamespace(object.getMetadata().getNamespace());
        outline.setName(object.getMetadata().getName());
        outline.setUid(object.getMetadata().getUid());
        outline.setResourceVersion(object.getMetadata().getResourceVersion());
        return outline;
    }

    /** Returns namespace and name, as informers know objects. */
    static String key(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        String name = object.getMetadata().getName();
        return namespace == null || namespace.isEmpty() ? name : namespace + "/" + name;
    }
}
