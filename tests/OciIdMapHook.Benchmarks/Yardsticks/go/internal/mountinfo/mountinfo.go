// Package mountinfo parses /proc/PID/mountinfo (proc(5)).
package mountinfo

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

type Info struct {
	ID, Parent   int
	Major, Minor int
	Root         string
	Mountpoint   string
	Options      string
	Optional     string
	FSType       string
	Source       string
	VFSOptions   string
}

func Parse(from io.Reader) ([]*Info, error) {
	var mounts []*Info
	scanner := bufio.NewScanner(from)
	for scanner.Scan() {
		info, err := parseLine(scanner.Text())
		if err != nil {
			return nil, err
		}
		mounts = append(mounts, info)
	}
	return mounts, scanner.Err()
}

func parseLine(line string) (*Info, error) {
	fields := strings.Split(line, " ")
	separator := len(fields) - 4
	if len(fields) < 10 || fields[separator] != "-" {
		return nil, fmt.Errorf("mountinfo: not a mount: %q", line)
	}
	info := &Info{
		Options:    fields[5],
		Optional:   strings.Join(fields[6:separator], " "),
		FSType:     unescape(fields[separator+1]),
		Source:     unescape(fields[separator+2]),
		VFSOptions: fields[separator+3],
		Root:       unescape(fields[3]),
		Mountpoint: unescape(fields[4]),
	}
	return info, info.setNumbers(fields)
}

func (info *Info) setNumbers(fields []string) error {
	major, minor, _ := strings.Cut(fields[2], ":")
	for _, number := range []struct {
		text string
		into *int
	}{{fields[0], &info.ID}, {fields[1], &info.Parent}, {major, &info.Major}, {minor, &info.Minor}} {
		value, err := strconv.Atoi(number.text)
		if err != nil {
			return fmt.Errorf("mountinfo: %w", err)
		}
		*number.into = value
	}
	return nil
}

// The kernel writes space, tab, newline and backslash of a path as \ooo.
func unescape(path string) string {
	if !strings.Contains(path, `\`) {
		return path
	}
	var text strings.Builder
	for i := 0; i < len(path); i++ {
		if path[i] == '\\' && i+3 < len(path) {
			if code, err := strconv.ParseUint(path[i+1:i+4], 8, 8); err == nil {
				text.WriteByte(byte(code))
				i += 3
				continue
			}
		}
		text.WriteByte(path[i])
	}
	return text.String()
}
