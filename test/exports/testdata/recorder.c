/* Stands in for powershell.exe: writes the arguments that Windows gives a
   program, one a line, behind what the file "seen" of the current folder holds. */
#include <windows.h>
#include <shellapi.h>
#include <stdio.h>

int main(void)
{
	int n;
	WCHAR **args = CommandLineToArgvW(GetCommandLineW(), &n);
	FILE *out = fopen("seen", "ab");
	static char text[1 << 16];
	if (args == NULL || out == NULL)
		return 1;
	for (int i = 0; i < n; i++) {
		if (WideCharToMultiByte(CP_UTF8, 0, args[i], -1, text, sizeof text, NULL, NULL) == 0)
			return 1;
		fprintf(out, "%s\n", text);
	}
	return fclose(out) != 0;
}
