; Setup of Key Check for Pleo: for the person who is signed in, without administrator.
; packaging/windows/make calls makensis with VERSION, NUMERIC_VERSION, HOMEPAGE, FOLDER
; (what is installed), WORK (the pictures, and remove.nsh, the list of what to remove)
; and OUT. What it asks and says stands in texts.nsh.
;
;   Setup.exe /S                      installs without a window
;   uninstall.exe /S                  removes the program and keeps keys and data
;   uninstall.exe /S /REMOVEDATA      removes keys and data as well
;
; Exit status: 0 done, 2 the program is open, 3 keys or data could not be removed (the
; program was kept, so that it can be tried again).

Target amd64-unicode
Unicode true
SetCompressor /SOLID lzma
SetDateSave off ; the same input gives the same bytes
RequestExecutionLevel user
ManifestDPIAware true

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh

!define NAME "Key Check for Pleo"
!define PROGRAM "pleo-key-check.exe"
!define COMMAND "pleo-key-check-cli.exe"
!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\pleo-key-check"

Name "${NAME}"
BrandingText "${NAME} ${VERSION}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${ENTRY}" InstallLocation

!define MUI_ICON "${WORK}\icon.ico"
!define MUI_UNICON "${WORK}\icon.ico"
!define MUI_HEADERIMAGE
!define MUI_HEADERIMAGE_RIGHT
!define MUI_HEADERIMAGE_BITMAP "${WORK}\header.bmp"
!define MUI_HEADERIMAGE_UNBITMAP "${WORK}\header.bmp"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${WORK}\side.bmp"
!define MUI_WELCOMEPAGE_TEXT "$(welcome)"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES

; The first is for everybody whose language is none of these.
!insertmacro MUI_LANGUAGE English
!insertmacro MUI_LANGUAGE Danish
!insertmacro MUI_LANGUAGE German
!insertmacro MUI_LANGUAGE Spanish
!insertmacro MUI_LANGUAGE Finnish
!insertmacro MUI_LANGUAGE French
!insertmacro MUI_LANGUAGE Norwegian
!insertmacro MUI_LANGUAGE Dutch
!insertmacro MUI_LANGUAGE Portuguese
!insertmacro MUI_LANGUAGE Swedish
!include texts.nsh

VIProductVersion "${NUMERIC_VERSION}"
VIFileVersion "${NUMERIC_VERSION}"
VIAddVersionKey /LANG=${LANG_ENGLISH} ProductName "${NAME}"
VIAddVersionKey /LANG=${LANG_ENGLISH} ProductVersion "${VERSION}"
VIAddVersionKey /LANG=${LANG_ENGLISH} FileVersion "${NUMERIC_VERSION}"
VIAddVersionKey /LANG=${LANG_ENGLISH} FileDescription "Setup of ${NAME}"
VIAddVersionKey /LANG=${LANG_ENGLISH} LegalCopyright "The Key Check for Pleo authors. MIT licence"

!ifdef SIGN
  !finalize '"${SIGN}" "%1"' = 0
  !uninstfinalize '"${SIGN}" "%1"' = 0
!endif

; Windows lets nobody write into a program that runs.
!macro NeedClosed FILE
  ${DoWhile} ${FileExists} "$INSTDIR\${FILE}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${FILE}" a
    ${IfNot} ${Errors}
      FileClose $0
      ${Break}
    ${EndIf}
    ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(open)" /SD IDCANCEL IDCANCEL`
      SetErrorLevel 2
      Quit
    ${EndIf}
  ${Loop}
!macroend

Section
  !insertmacro NeedClosed "${PROGRAM}"
  !insertmacro NeedClosed "${COMMAND}"
  SetOutPath "$INSTDIR"
  File /r "${FOLDER}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM}" "" "" "" "" "" "$(about)"

  WriteRegStr HKCU "${ENTRY}" DisplayName "${NAME}"
  WriteRegStr HKCU "${ENTRY}" DisplayVersion "${VERSION}"
  WriteRegStr HKCU "${ENTRY}" DisplayIcon "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${ENTRY}" Publisher "The Key Check for Pleo authors"
  WriteRegStr HKCU "${ENTRY}" URLInfoAbout "${HOMEPAGE}"
  WriteRegStr HKCU "${ENTRY}" InstallLocation "$INSTDIR"
  WriteRegStr HKCU "${ENTRY}" UninstallString '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${ENTRY}" QuietUninstallString '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${ENTRY}" NoModify 1
  WriteRegDWORD HKCU "${ENTRY}" NoRepair 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${ENTRY}" EstimatedSize $0
SectionEnd

Section Uninstall
  !insertmacro NeedClosed "${PROGRAM}"
  !insertmacro NeedClosed "${COMMAND}"
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/REMOVEDATA" $1
  ${If} ${Errors}
  ${AndIf} ${Cmd} `MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(remove)" /SD IDNO IDNO`
    Goto keep
  ${EndIf}
  nsExec::Exec '"$INSTDIR\${COMMAND}" remove-everything --yes'
  Pop $0
  ${If} $0 != 0
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(left)" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
keep:
  !include "${WORK}\remove.nsh"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey HKCU "${ENTRY}"
SectionEnd
