// userns-go ROUNDS AT_ONCE: makes and closes AT_ONCE descriptors at the same time; a line for each round, in nanoseconds.
package main

import (
	"fmt"
	"os"
	"strconv"
	"sync"
	"syscall"
	"time"

	"yardsticks/internal/userns"
)

const warmUp = 20

var ids = []syscall.SysProcIDMap{{ContainerID: 0, HostID: 100000, Size: 65536}}

func makeOne() {
	file, err := userns.Open(ids, ids)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	file.Close()
}

// One of them is made by this goroutine itself.
func round(atOnce int) time.Duration {
	var group sync.WaitGroup
	start := time.Now()
	for i := 1; i < atOnce; i++ {
		group.Add(1)
		go func() {
			defer group.Done()
			makeOne()
		}()
	}
	makeOne()
	group.Wait()
	return time.Since(start)
}

func argument(index int) int {
	if len(os.Args) != 3 {
		return 0
	}
	value, _ := strconv.Atoi(os.Args[index])
	return value
}

func main() {
	rounds, atOnce := argument(1), argument(2)
	if rounds < 1 || atOnce < 1 {
		fmt.Fprintln(os.Stderr, "Usage: userns-go ROUNDS AT_ONCE")
		os.Exit(2)
	}
	for i := 0; i < warmUp+rounds; i++ {
		if took := round(atOnce); i >= warmUp {
			fmt.Println(took.Nanoseconds())
		}
	}
}
