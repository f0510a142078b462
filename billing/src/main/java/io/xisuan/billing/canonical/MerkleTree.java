package io.xisuan.billing.canonical;

import java.util.ArrayList;
import java.util.List;

/** The Merkle root over texts in order: one digest that any line can be proved to lie under. */
public final class MerkleTree {
    private MerkleTree() {}

    /**
     * Returns the root, SHA-256 in hex. Leaves and nodes are hashed with different first characters (RFC 6962), and a
     * node without a neighbour moves up as it is.
     */
    public static String root(List<String> leaves) {
        if (leaves.isEmpty()) {
            return Sha256.hex("");
        }
        List<String> level =
                leaves.stream().map(leaf -> Sha256.hex("\0" + leaf)).toList();
        while (level.size() > 1) {
            List<String> above = new ArrayList<>();
            for (int i = 0; i + 1 < level.size(); i += 2) {
                above.add(Sha256.hex("\1" + level.get(i) + level.get(i + 1)));
            }
            if (level.size() % 2 == 1) {
                above.add(level.getLast());
            }
            level = above;
        }
        return level.getFirst();
    }
}
