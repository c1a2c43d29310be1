@echo off
rem Starts the packer command. Java is JAVA_HOME's, or the one on the PATH; it must be 17 or newer.
rem PACKER_JAVA_OPTS adds options to the Java virtual machine.
setlocal
set "HOME_DIR=%~dp0.."
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
rem Which compilers, and why: see the script for other systems.
set "COMPILERS=-XX:TieredStopAtLevel=1 -XX:CICompilerCount=1"
set "BUILD="
if "%~1"=="build" set BUILD=yes
if "%~1"=="-machine-readable" if "%~2"=="build" set BUILD=yes
set "OFTEN=-XX:CompileCommand=CompileThresholdScaling,"
if defined BUILD set "COMPILERS=-XX:CICompilerCount=2 -XX:CompileThresholdScaling=2 -XX:CompileCommand=quiet"
if defined BUILD set "COMPILERS=%COMPILERS% -XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=20000"
if defined BUILD set "COMPILERS=%COMPILERS% -XX:Tier4CompileThreshold=100000 -XX:Tier4BackEdgeThreshold=4000000"
if defined BUILD set "COMPILERS=%COMPILERS% %OFTEN%com.sun.crypto.provider.GaloisCounterMode::implGCMCrypt*,0.0005"
if defined BUILD set "COMPILERS=%COMPILERS% %OFTEN%com.sun.crypto.provider.CounterMode::*rypt,0.0005"
if defined BUILD set "COMPILERS=%COMPILERS% %OFTEN%com.sun.crypto.provider.GHASH::update,0.0005 %OFTEN%com.sun.crypto.provider.GHASH::processBlocks,0.0005"
if defined BUILD set "COMPILERS=%COMPILERS% %OFTEN%sun.security.provider.DigestBase::*,0.0005"
rem Where there is no archive of loaded classes, Java has its own; packer archive-classes makes ours.
set "SHARE=-Xshare:auto"
if exist "%HOME_DIR%\lib\packer.jsa" set "SHARE=-XX:SharedArchiveFile=%HOME_DIR%\lib\packer.jsa"
"%JAVA%" -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 -XX:+UseG1GC ^
    -XX:CompileThresholdScaling=4 %COMPILERS% -XX:-UsePerfData "%SHARE%" ^
    -Xlog:disable -Xlog:all=error:stderr -Xlog:cds*=off:stderr ^
    "-Dpacker.home=%HOME_DIR%" %PACKER_JAVA_OPTS% -cp "%HOME_DIR%\lib\packer.jar" io.jenkins.plugins.packer.cli.Main %*
exit /b %ERRORLEVEL%
