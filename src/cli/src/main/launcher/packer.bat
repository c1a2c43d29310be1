@echo off
rem Starts the packer command. Java is JAVA_HOME's, or the one on the PATH; it must be 17 or newer.
rem PACKER_JAVA_OPTS adds options to the Java virtual machine.
setlocal
set "HOME_DIR=%~dp0.."
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
"%JAVA%" -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 ^
    -XX:+UseG1GC -XX:TieredStopAtLevel=1 -XX:CICompilerCount=1 -XX:CompileThresholdScaling=4 -XX:-UsePerfData -Xshare:auto ^
    "-XX:SharedArchiveFile=%HOME_DIR%\lib\packer.jsa;%HOME_DIR%\lib\components.jsa" -Xlog:disable -Xlog:all=error:stderr -Xlog:cds*=off:stderr ^
    "-Dpacker.home=%HOME_DIR%" -Dpicocli.disable.closures=true %PACKER_JAVA_OPTS% -cp "%HOME_DIR%\lib\packer.jar" io.jenkins.plugins.packer.cli.Main %*
exit /b %ERRORLEVEL%
