// Package oci reads the two documents that a runtime gives to a hook.
package oci

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

type State struct {
	Version     string            `json:"ociVersion"`
	ID          string            `json:"id"`
	Status      string            `json:"status"`
	Pid         int               `json:"pid"`
	Bundle      string            `json:"bundle"`
	Root        string            `json:"root,omitempty"`
	Annotations map[string]string `json:"annotations,omitempty"`
}

type IDMapping struct {
	ContainerID uint32 `json:"containerID"`
	HostID      uint32 `json:"hostID"`
	Size        uint32 `json:"size"`
}

type Namespace struct {
	Type string `json:"type"`
	Path string `json:"path,omitempty"`
}

type Root struct {
	Path     string `json:"path"`
	Readonly bool   `json:"readonly,omitempty"`
}

type Linux struct {
	UIDMappings []IDMapping `json:"uidMappings,omitempty"`
	GIDMappings []IDMapping `json:"gidMappings,omitempty"`
	Namespaces  []Namespace `json:"namespaces,omitempty"`
}

type Config struct {
	Version string `json:"ociVersion"`
	Root    *Root  `json:"root,omitempty"`
	Linux   *Linux `json:"linux,omitempty"`
}

func ReadState(from io.Reader) (*State, error) {
	var state State
	if err := json.NewDecoder(from).Decode(&state); err != nil {
		return nil, fmt.Errorf("state: %w", err)
	}
	if state.Pid <= 0 || state.Bundle == "" {
		return nil, errors.New("state: no pid or no bundle")
	}
	return &state, nil
}

func ReadConfig(bundle string) (*Config, error) {
	data, err := os.ReadFile(filepath.Join(bundle, "config.json"))
	if err != nil {
		return nil, err
	}
	var config Config
	if err := json.Unmarshal(data, &config); err != nil {
		return nil, fmt.Errorf("config.json: %w", err)
	}
	return &config, nil
}

// HasUserNamespace says whether the container is to have a user namespace of its own.
func (config *Config) HasUserNamespace() (bool, error) {
	if config.Linux == nil {
		return false, nil
	}
	for _, namespace := range config.Linux.Namespaces {
		if namespace.Type != "user" {
			continue
		}
		if namespace.Path != "" {
			return false, errors.New("config.json: a user namespace that is joined is not supported")
		}
		if len(config.Linux.UIDMappings) == 0 || len(config.Linux.GIDMappings) == 0 {
			return false, errors.New("config.json: no uidMappings or no gidMappings")
		}
		return true, nil
	}
	return false, nil
}

// RootPath is the state's root if it has one, as crun's has.
func RootPath(state *State, config *Config) (string, error) {
	path := state.Root
	if path == "" && config.Root != nil {
		path = config.Root.Path
	}
	if path == "" {
		return "", errors.New("config.json: no root.path")
	}
	if filepath.IsAbs(path) {
		return path, nil
	}
	return filepath.Join(state.Bundle, path), nil
}
