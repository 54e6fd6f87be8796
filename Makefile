# planpress: one makefile, no recursion.  `make help` lists the targets.
#
#   ROOMS="base plan"  builds a library of those rooms only     BUILD=dir  builds elsewhere
#   DEV=1              warnings are errors                      SAN=address,undefined  sanitizers
#   T=name             tests whose name holds it                N=60  seconds for each fuzzer

BUILD   ?= build
CC      ?= gcc
PREFIX  ?= /usr/local
DESTDIR ?=
VERSION := 0.1.0

# ---- packages: each target installs its own (apt-get as root or by sudo) ----
PKG_BUILD := gcc make pkg-config libc6-dev libxml2-dev libxslt1-dev libpango1.0-dev libcairo2-dev librsvg2-dev \
	libpng-dev libjpeg-dev libgif-dev libqpdf-dev libhpdf-dev libharfbuzz-dev libfontconfig-dev \
	libfreetype-dev libqrencode-dev
PKG_RUN   := fonts-inter fonts-noto-core fonts-noto-cjk fonts-liberation fonts-urw-base35 fonts-dejavu-core hyphen-en-us hyphen-en-gb hyphen-de
PKG_TEST  := libcmocka-dev qpdf poppler-utils mupdf-tools fonts-inter-variable python3-lxml procps
PKG_LINT  := clang-format clang-tidy cppcheck libcmocka-dev
PKG_ASAN  := libasan8 libubsan1 libclang-rt-14-dev clang

, := ,
deps = @missing=$$(dpkg-query -W -f='$${Package} $${db:Status-Status}\n' $(1) 2>/dev/null | awk '$$2 == "installed" {print $$1}' \
	| sort > $@.have; for p in $(1); do grep -qx "$$p" $@.have || printf '%s ' "$$p"; done); \
	if [ -n "$$missing" ]; then echo "installing: $$missing"; \
	if [ "$$(id -u)" = 0 ]; then as=; else as="sudo"; fi; \
	$$as apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$as apt-get install -y -qq --no-install-recommends $$missing > $(BUILD)/apt.log 2>&1 \
	|| { tail -n 20 $(BUILD)/apt.log; exit 1; }; fi; touch $@

# ---- sources ----
ALL_ROOMS := base plan exchange merge fo chart layout render pdf press
ROOMS     ?= $(ALL_ROOMS)
PROGRAM_ROOMS := cli batch preview

PKGS := libxml-2.0 libxslt libexslt pango cairo cairo-ft cairo-pdf cairo-png cairo-svg \
	librsvg-2.0 libpng libjpeg libgif libqpdf harfbuzz harfbuzz-subset fontconfig freetype2 libqrencode
PKG_CFLAGS = $(shell pkg-config --cflags $(PKGS) | sed 's/-I/-isystem /g')
# librsvg is loaded when the first SVG comes (layout/svg.c): it is more than a third of what a start would link.
# The dynamic linker looks for a name in the libraries one after the other, in this order: those that
# define and use the most come first.  A sanitizer's own must, so there the order is the compiler's.
FIRST_LIBS = $(if $(SAN),,-Wl$(,)--no-as-needed -lc -l:libstdc++.so.6 -lqpdf -lglib-2.0 -lgobject-2.0)
PKG_LIBS   = $(FIRST_LIBS) -Wl,--as-needed $(shell pkg-config --libs $(filter-out librsvg-2.0,$(PKGS))) -lhpdf -lm

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wvla -Wformat=2 -Wwrite-strings
OPT    ?= -O2 -g
CFLAGS ?=
STD     = -std=c11 -D_GNU_SOURCE -Isrc -DPP_VERSION='"$(VERSION)"' -DPP_PREFIX='"$(PREFIX)"' \
	-DPP_SOURCE_DIR='"$(CURDIR)"'
ALL_CFLAGS = $(STD) $(WARN) $(if $(DEV),-Werror) $(OPT) \
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
UNIT_SRC := $(foreach r,$(ROOMS) $(PROGRAM_ROOMS),$(wildcard tests/unit/$(r)/test_*.c))
UNIT     := $(UNIT_SRC:tests/unit/%.c=$(BUILD)/tests/%)
C_FILES  := $(wildcard src/*/*.c src/*/*.h tests/unit/*/*.c tests/unit/*.h tests/unit/*/*.h tests/fuzz/*.c)

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:

# ---- building ----
all: $(PROGRAM) ## build the program
lib: $(LIB) ## the library alone
units: $(UNIT) ## build the unit tests

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

deps: $(BUILD)/.deps-build $(BUILD)/.deps-run $(BUILD)/.deps-test $(BUILD)/.deps-lint ## install every Debian package

$(BUILD)/.deps-build $(BUILD)/.deps-run $(BUILD)/.deps-test $(BUILD)/.deps-lint $(BUILD)/.deps-asan: Makefile
	@mkdir -p $(BUILD)
	$(call deps,$(PKG_$(shell echo $(patsubst .deps-%,%,$(@F)) | tr a-z A-Z)))

$(BUILD)/obj/%.o: src/%.c | $(BUILD)/.deps-build
	@mkdir -p $(@D)
	@echo "  CC $<"; $(CC) $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/obj/%.o: src/%.S src/plan/plan.xsd src/plan/rules.xml src/plan/catalog.xml src/plan/starter.xml $(BUILD)/gen/plan/plain.xsd
	@mkdir -p $(@D)
	@echo "  AS $<"; $(CC) -Isrc -I$(BUILD)/gen -c -o $@ $<

$(BUILD)/gen/plan/plain.xsd: src/plan/plan.xsd src/plan/plain-xsd.awk
	@mkdir -p $(@D)
	@awk -f src/plan/plain-xsd.awk $< > $@

$(LIB): $(LIB_OBJ)
	@rm -f $@; ar rcs $@ $^

$(PROGRAM): $(PROG_OBJ) $(LIB)
	@echo "  LD $@"; $(CC) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS)

# The pool is tested with workers of the test's own.
BATCH_OBJ = $(filter-out %/worker.o,$(filter $(BUILD)/obj/batch/%,$(PROG_OBJ)))
$(BUILD)/tests/batch/%: tests/unit/batch/%.c $(BATCH_OBJ) $(LIB) | $(BUILD)/.deps-test
	@mkdir -p $(@D)
	@echo "  CC $<"; $(CC) $(ALL_CFLAGS) -Itests/unit -o $@ $< $(BATCH_OBJ) $(LIB) $(ALL_LDFLAGS) $(PKG_LIBS) -lcmocka

$(BUILD)/tests/%: tests/unit/%.c $(LIB) | $(BUILD)/.deps-test
	@mkdir -p $(@D)
	@echo "  CC $<"; $(CC) $(ALL_CFLAGS) -Itests/unit -o $@ $< $(LIB) $(ALL_LDFLAGS) $(PKG_LIBS) -lcmocka

install: all ## install under PREFIX
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/planpress
	for m in planpress planpress-schedule; do install -D -m 644 src/cli/$$m.1 $(DESTDIR)$(PREFIX)/share/man/man1/$$m.1; done
	install -D -m 644 src/cli/planpress-profile.5 $(DESTDIR)$(PREFIX)/share/man/man5/planpress-profile.5
	install -D -m 644 fonts/fonts.conf $(DESTDIR)$(PREFIX)/share/planpress/fonts/fonts.conf
	cd layouts && find . -type f -exec install -D -m 644 {} $(DESTDIR)$(PREFIX)/share/planpress/layouts/{} \;

# ---- showing ----
demo: $(BUILD)/.deps-run $(BUILD)/.deps-build ## every sample with every layout into build/demo/, with an index page
	@$(MAKE) --no-print-directory -j2 all
	@sh samples/demo.sh $(PROGRAM) $(BUILD)/demo

# ---- testing ----
test: $(BUILD)/.deps-build $(BUILD)/.deps-run $(BUILD)/.deps-test ## all suites
	@$(MAKE) --no-print-directory -j2 all units
	@sh tests/run.sh $(BUILD) $(T)

accept: all units ## renew the golden of T=name from what the program gives now
	@ACCEPT=$(T) sh tests/run.sh $(BUILD) $(T)

check-asan: $(BUILD)/.deps-build $(BUILD)/.deps-run $(BUILD)/.deps-test $(BUILD)/.deps-asan ## all suites under address and undefined sanitizers
	@$(MAKE) --no-print-directory -j2 BUILD=$(BUILD)/asan SAN=address,undefined OPT="-O1 -g" all units
	@ASAN_OPTIONS=detect_leaks=1 LSAN_OPTIONS=suppressions=$(CURDIR)/tests/lint/leaks.txt:print_suppressions=0 \
		sh tests/run.sh $(BUILD)/asan $(T)

SIZES ?= small,medium,large
bench: all ## speed and memory beside the peers that are installed; SIZES=small,medium,large RUNS=3 ONLY=fop
	@python3 tests/bench/bench.py $(PROGRAM) $(BUILD)/bench --sizes $(SIZES) $(if $(RUNS),--runs $(RUNS)) $(if $(ONLY),--only $(ONLY))

COMPARE ?= $(wildcard ../shared/fo-suite/documents/*.fo ../shared/fo-suite/documents/examples/*/*.fo)
compare: all ## documents beside Apache FOP, word by word; COMPARE="a.fo b.fo"  NOTE=1 notes fop's facts for make test
	@command -v fop > /dev/null || { echo "SKIPPED: fop is not installed (apt-get install fop)"; exit 0; }; \
	$(if $(COMPARE),python3 tests/documents/compare.py --program $(PROGRAM) --work $(BUILD)/documents \
		$(if $(NOTE),--note tests/documents/fop.facts) $(COMPARE),echo "SKIPPED: no documents to compare: COMPARE=FILES names some")

# ---- judging the code ----
format: ## clang-format in place
	clang-format -i $(C_FILES)

lint: check-layers check-words check-tables check-format check-headers check-tidy ## layers, habits, tables, format, headers, clang-tidy
lint-deep: check-analyzers ## the analyzers, which take minutes: clang's and cppcheck

check-layers: ## rooms include only what tests/lint/layers.txt allows
	@sh tests/lint/check-layers.sh
check-words: ## banned calls, prints, left-over marks
	@sh tests/lint/check-words.sh
check-tables: ## every diagnostic is named by a test
	@sh tests/lint/check-tables.sh
check-format: $(BUILD)/.deps-lint ## clang-format has nothing to say
	@clang-format --dry-run -Werror $(C_FILES)
check-headers: $(BUILD)/.deps-build ## every header compiles alone
	@sh tests/lint/check-headers.sh $(BUILD) $(CC) $(STD) $(PKG_CFLAGS)

# .clang-tidy names all checks; those of the analyzer are nine tenths of the work and a target of their
# own.  One stamp a file, so that a second run looks only at what changed.  The analyzer walks at most
# 30000 states of a function: the default, 225000, takes four times as long.
TIDY     := $(patsubst src/%.c,$(BUILD)/lint/%.tidy,$(wildcard src/*/*.c))
ANALYZED := $(TIDY:.tidy=.analyzed)
$(BUILD)/lint/%.tidy: src/%.c .clang-tidy | $(BUILD)/.deps-lint $(BUILD)/.deps-build
	@mkdir -p $(@D)
	@clang-tidy --quiet --checks='-clang-analyzer-*' $< -- $(STD) $(PKG_CFLAGS) 2>/dev/null && touch $@
$(BUILD)/lint/%.analyzed: src/%.c .clang-tidy | $(BUILD)/.deps-lint $(BUILD)/.deps-build
	@mkdir -p $(@D)
	@clang-tidy --quiet --checks='-bugprone-*,-misc-*' $< -- $(STD) $(PKG_CFLAGS) \
		-Xclang -analyzer-config -Xclang max-nodes=30000 2>/dev/null && touch $@
$(BUILD)/lint/.cppcheck: $(wildcard src/*/*.[ch]) | $(BUILD)/.deps-lint
	@mkdir -p $(@D)
	@cppcheck --quiet --std=c11 -Isrc -D_GNU_SOURCE -DPP_VERSION='""' -DPP_PREFIX='""' -DPP_SOURCE_DIR='""' \
		--enable=warning,performance,portability --inline-suppr --error-exitcode=1 \
		--library=tests/lint/cppcheck.cfg \
		--suppress=missingIncludeSystem --suppress=normalCheckLevelMaxBranches -j 2 src && touch $@
check-tidy: ## clang-tidy without its analyzer
	@$(MAKE) --no-print-directory -j2 $(TIDY)
check-analyzers: ## clang's analyzer and cppcheck
	@$(MAKE) --no-print-directory -j2 $(ANALYZED) $(BUILD)/lint/.cppcheck

ci: lint test lint-deep check-asan demo ## everything

clean: ## remove what was built
	rm -rf $(BUILD)

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
.PHONY: all lib units help deps install demo test accept check-asan bench compare format lint lint-deep check-layers check-words \
	check-tables check-format check-headers check-tidy check-analyzers ci clean
