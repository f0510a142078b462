package main

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"net"
	"os"
	"strconv"
)

const keysUsage = `usage: testbed-keys service-account FILE   write a new RSA key for signing service account tokens
       testbed-keys tokens N               print N random tokens, one a line
       testbed-keys ports N                print N ports free on 127.0.0.1 now, one a line
`

// keys makes what a new cluster needs before its first process starts; it returns the exit status.
func keys(args []string) int {
	err := error(nil)
	switch {
	case len(args) == 2 && args[0] == "service-account":
		err = writeServiceAccountKey(args[1])
	case len(args) == 2 && args[0] == "tokens":
		err = repeat(args[1], printTokens)
	case len(args) == 2 && args[0] == "ports":
		err = repeat(args[1], printPorts)
	default:
		fmt.Fprint(os.Stderr, keysUsage)
		return 2
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "testbed-keys:", err)
		return 1
	}
	return 0
}

// writeServiceAccountKey writes a new private key that only the user can read; kube-apiserver takes its public half from it.
func writeServiceAccountKey(file string) error {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return err
	}
	block := &pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)}
	return os.WriteFile(file, pem.EncodeToMemory(block), 0o600)
}

func repeat(count string, print func(int) error) error {
	n, err := strconv.Atoi(count)
	if err != nil || n < 1 {
		return fmt.Errorf("not a count of 1 or more: %s", count)
	}
	return print(n)
}

func printTokens(n int) error {
	for range n {
		token := make([]byte, 24)
		if _, err := rand.Read(token); err != nil {
			return err
		}
		fmt.Println(hex.EncodeToString(token))
	}
	return nil
}

// printPorts holds all n ports open until the last is found, so that they differ from each other. Another program may
// take one of them before it is used: whoever starts the server tries again with other ports.
func printPorts(n int) error {
	for range n {
		listener, err := net.Listen("tcp4", "127.0.0.1:0")
		if err != nil {
			return err
		}
		defer listener.Close()
		fmt.Println(listener.Addr().(*net.TCPAddr).Port)
	}
	return nil
}
