# What a developer types. The longer work is done by the scripts in .ci/.
.PHONY: serve test bench lint format clean

serve:
	@.ci/install
	swift run hpki-sim serve $(ARGS)

test:
	@.ci/install tests
	.ci/test $(ARGS)

bench:
	@.ci/install tests bench
	.ci/bench $(ARGS)

lint:
	swift format lint --strict --recursive Package.swift Sources Tests Certs Scenarios

format:
	swift format format --in-place --recursive Package.swift Sources Tests Certs Scenarios

clean:
	rm -rf .build .build-*
