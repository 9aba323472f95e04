# A shorthand for those who type make; ./run does the work.
.PHONY: demo test check bot setup
demo test check bot setup:
	./run $@
