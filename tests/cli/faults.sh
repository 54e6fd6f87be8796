# Disks that are full, files in the way, processes that are killed: never half a file, nothing left.

test_full_device() {
	[ -c /dev/full ] || skip 'no /dev/full'
	small_fo 1 > d.fo
	run 4 format -o /dev/full d.fo
	err_has 'PPB05.*No space left'
	run 4 render -l gantt -o /dev/full "$samples/smallest.xml"
	err_has 'No space left'
}
# A limit on the size of files plays the full disk: the write fails in the middle.
test_write_fails_in_the_middle() {
	small_fo 40 > d.fo
	echo kept > d.pdf
	(ulimit -f 4 && run 4 format -o d.pdf d.fo && err_has PPB05) || exit 1
	same d.pdf kept
	(ulimit -f 4 && run 4 format --to png --dpi 300 d.fo && err_has PPB05) || exit 1
	[ -z "$(ls ./*.png 2> /dev/null)" ] || fail 'pages were written though not all could be'
	no_rest
}
test_full_file_system() {
	mkdir disk
	mount -t tmpfs -o size=16k none disk 2> /dev/null || skip 'no tmpfs may be mounted'
	small_fo 40 > d.fo
	echo kept > disk/d.pdf
	"$PLANPRESS" format -o disk/d.pdf d.fo > out 2> err
	code=$?
	rest=$(ls -A disk)
	text=$(cat disk/d.pdf)
	umount disk
	[ $code -eq 4 ] || fail "exit code $code, not 4"
	err_has 'No space left'
	[ "$rest" = d.pdf ] && [ "$text" = kept ] || fail "left on the disk: $rest"
}
test_folder_in_the_way() {
	small_fo 1 > d.fo
	mkdir d.pdf
	run 4 format d.fo
	err_has 'PPB06'
	run 4 format -o no/such/d.pdf d.fo
	err_has 'PPB05.*No such file'
	run 4 render -l gantt -o d.fo/x/ "$samples/smallest.xml"
	err_has PPB07
}
test_folder_that_may_not_be_written() {
	as_nobody
	small_fo 1 > d.fo
	mkdir ro
	chmod 555 ro
	run 4 format -o ro/d.pdf d.fo
	err_has PPB05
	chmod 755 ro
	echo kept > readonly.pdf
	chmod 444 readonly.pdf
	run 4 format -o readonly.pdf d.fo
	same readonly.pdf kept
}
test_mode_of_an_existing_file_is_kept() {
	small_fo 1 > d.fo
	: > d.pdf
	chmod 640 d.pdf
	run 0 format -q d.fo
	[ "$(stat -c %a d.pdf)" = 640 ] || fail "mode $(stat -c %a d.pdf)"
	ln -s d.pdf link.pdf
	run 0 format -q -o link.pdf d.fo
	[ -h link.pdf ] || fail 'the link was replaced'
}
test_closed_pipe() {
	"$PLANPRESS" support 2> err | head -n 1 > out
	out_has Formatting
	small_fo 1 > d.fo
	{ "$PLANPRESS" format -o - d.fo 2> err; echo $? > code; } | true
	case $(cat code) in 0 | 4) ;; *) fail "exit code $(cat code)" ;; esac
}
# The process is ended while it works, once by a request and once without mercy.
test_ended_in_the_middle() {
	large_fo > d.fo
	for signal in TERM INT HUP; do
		echo kept > d.pdf
		# A shell lets its background processes ignore INT, nohup HUP; python gives them back.
		python3 -c 'import os, signal, sys
for name in ("SIGTERM", "SIGINT", "SIGHUP"):
    signal.signal(getattr(signal, name), signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])' "$PLANPRESS" format -q --to png -o d.png d.fo > /dev/null 2> err &
		pid=$!
		sleep 1
		kill -$signal $pid 2> /dev/null || fail "it was done before SIG$signal: $(head -n 1 err)"
		wait $pid
		[ $? -gt 128 ] || fail "SIG$signal did not end it"
		no_rest
		same d.pdf kept
		[ -z "$(ls ./*.png 2> /dev/null)" ] || fail 'a page was left'
	done
}
test_killed_leaves_the_old_file() {
	large_fo > d.fo
	echo kept > d.pdf
	"$PLANPRESS" format -q -o d.pdf d.fo > /dev/null 2> err &
	pid=$!
	sleep 1
	kill -KILL $pid || fail 'it was done before'
	wait $pid
	same d.pdf kept
}
