package io.xisuan.billing.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowingMerkleTreeTest {
    @Test
    void leaves_that_come_one_by_one_have_the_root_of_all_of_them() {
        GrowingMerkleTree tree = new GrowingMerkleTree();
        List<String> leaves = new ArrayList<>();
        for (int count = 0; count < 70; count++) {
            assertThat(tree.root()).as("%d leaves", count).isEqualTo(MerkleTree.root(leaves));
            String leaf = "leaf 算力 " + count;
            byte[] within = ("__" + leaf + "__").getBytes(StandardCharsets.UTF_8);
            tree.add(within, 2, within.length - 4);
            leaves.add(leaf);
        }
    }
}
