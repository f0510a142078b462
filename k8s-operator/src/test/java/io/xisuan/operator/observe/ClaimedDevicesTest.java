package io.xisuan.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class ClaimedDevicesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ClaimedDevices claimed = new ClaimedDevices(new Changes(() -> {}));

    ClaimedDevicesTest() throws JsonProcessingException {
        for (String driver : Set.of("gpu.nvidia.com", "dra.net")) {
            claimed.slices().put(driver, MAPPER.readValue("""
                    {"metadata": {"name": "%1$s"}, "spec": {"driver": "%1$s", "nodeName": "n1",
                     "pool": {"name": "n1", "generation": 1}, "devices": [{"name": "gpu-0"}]}}""".formatted(driver), NarrowSlice.class));
        }
    }

    @Test
    void a_claim_is_ours_by_the_pods_that_it_is_reserved_for_and_by_no_label_or_owner() throws JsonProcessingException {
        claim("\"labels\": {\"xisuan.io/job\": \"j\"}", gpu(""), "");
        assertThat(held("ours")).as("a label").containsEntry("n1", 1L);
        claim("", gpu(""), "ours");
        assertThat(held("ours")).as("reserved").isEmpty();
        assertThat(held("another")).as("reserved for another").containsEntry("n1", 1L);
        String owner = "\"ownerReferences\": [{\"kind\": \"Pod\", \"name\": \"p\", \"uid\": \"ours\"}]";
        claim(owner, gpu(""), "");
        assertThat(held("ours")).as("owned and not yet reserved").isEmpty();
        claim(owner, gpu(""), "another");
        assertThat(held("ours")).as("an owner's name on another's claim").containsEntry("n1", 1L);
    }

    @Test
    void what_other_drivers_gave_and_what_is_only_looked_at_takes_no_accelerator() throws JsonProcessingException {
        claim("", gpu("").replace("gpu.nvidia.com", "dra.net"), "another");
        assertThat(held("ours")).as("a network adapter").isEmpty();
        claim("", gpu(", \"adminAccess\": true"), "another");
        assertThat(held("ours")).as("monitoring").isEmpty();
    }

    private SortedMap<String, Long> held(String uid) {
        return claimed.heldByOthers(() -> Set.of(uid));
    }

    private static String gpu(String more) {
        return "{\"driver\": \"gpu.nvidia.com\", \"pool\": \"n1\", \"device\": \"gpu-0\"%s}".formatted(more);
    }

    private void claim(String metadata, String result, String user) throws JsonProcessingException {
        String users =
                user.isEmpty() ? "" : "{\"resource\": \"pods\", \"name\": \"p\", \"uid\": \"%s\"}".formatted(user);
        String text = """
                {"metadata": {"name": "c", "namespace": "lab"%s}, "status": {"reservedFor": [%s],
                 "allocation": {"devices": {"results": [%s]}}}}""".formatted(metadata.isEmpty() ? "" : ", " + metadata, users, result);
        claimed.claims().put("lab/c", MAPPER.readValue(text, NarrowClaim.class));
    }
}
