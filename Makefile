# planpress: one makefile, no recursion.  `make help` lists the targets.
#
#   ROOMS="base plan"  builds a library of those rooms only     BUILD=dir  builds elsewhere
#   DEV=1              warnings are errors                       SAN=address,undefined  sanitizers

BUILD   ?= build
CC      ?= gcc
PREFIX  ?= /usr/local
VERSION := 0.1.0

ALL_ROOMS := base plan merge fo chart layout render pdf press
ROOMS     ?= $(ALL_ROOMS)
PROGRAM_ROOMS := cli batch preview

PKGS := libxml-2.0 libxslt libexslt pangocairo pangoft2 pangofc cairo cairo-pdf cairo-png cairo-svg \
	librsvg-2.0 libpng libjpeg libqpdf harfbuzz harfbuzz-subset fontconfig freetype2 openssl \
	libqrencode
PKG_CFLAGS = $(shell pkg-config --cflags $(PKGS) 2>/dev/null | sed 's/-I/-isystem /g')
PKG_LIBS   = $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lhpdf -lhyphen -lm

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wvla -Wformat=2 -Wwrite-strings
OPT    ?= -O2 -g
CFLAGS ?=
ALL_CFLAGS = -std=c11 -D_GNU_SOURCE -DPP_VERSION='"$(VERSION)"' -DPP_PREFIX='"$(PREFIX)"' \
	-DPP_SOURCE_DIR='"$(CURDIR)"' -Isrc $(WARN) $(if $(DEV),-Werror) $(OPT) \
	$(if $(SAN),-fsanitize=$(SAN) -fno-omit-frame-pointer -fno-sanitize-recover=undefined) \
	$(PKG_CFLAGS) $(CFLAGS) -MMD -MP
ALL_LDFLAGS = $(if $(SAN),-fsanitize=$(SAN)) $(LDFLAGS)

LIB_SRC  := $(foreach r,$(ROOMS),$(wildcard src/$(r)/*.c))
LIB_ASM  := $(foreach r,$(ROOMS),$(wildcard src/$(r)/*.S))
PROG_SRC := $(foreach r,$(PROGRAM_ROOMS),$(wildcard src/$(r)/*.c))
LIB_OBJ  := $(LIB_SRC:src/%.c=$(BUILD)/obj/%.o) $(LIB_ASM:src/%.S=$(BUILD)/obj/%.o)
PROG_OBJ := $(PROG_SRC:src/%.c=$(BUILD)/obj/%.o)
LIB      := $(BUILD)/libplanpress.a
PROGRAM  := $(BUILD)/planpress

UNIT_SRC := $(foreach r,$(ROOMS),$(wildcard tests/unit/$(r)/test_*.c))
UNIT     := $(UNIT_SRC:tests/unit/%.c=$(BUILD)/tests/%)

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:

all: $(PROGRAM) ## build the program

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

lib: $(LIB) ## the library alone
units: $(UNIT) ## build the unit tests

$(BUILD)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/obj/%.o: src/%.S
	@mkdir -p $(@D)
	$(CC) -Isrc -c -o $@ $<

$(LIB): $(LIB_OBJ)
	@rm -f $@
	ar rcs $@ $^

$(PROGRAM): $(PROG_OBJ) $(LIB)
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS)

$(BUILD)/tests/%: tests/unit/%.c $(LIB)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Itests/unit -o $@ $< $(LIB) $(ALL_LDFLAGS) $(PKG_LIBS) -lcmocka

clean: ## remove what was built
	rm -rf $(BUILD)

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
.PHONY: all help lib units clean
