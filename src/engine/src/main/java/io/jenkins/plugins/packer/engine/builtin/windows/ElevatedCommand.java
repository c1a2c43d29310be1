package io.jenkins.plugins.packer.engine.builtin.windows;

import io.jenkins.plugins.packer.engine.communicator.Communicator;
import io.jenkins.plugins.packer.engine.component.ComponentException;
import java.io.ByteArrayInputStream;
import java.util.UUID;

/**
 * Runs a command of Windows as another user and with all rights that the user can have, by way of a scheduled task: what
 * {@code elevated_user} asks for, since a remote login has fewer. The task's output goes to a file, which is printed
 * as it grows. Behaves as {@code guestexec} of packer-plugin-sdk.
 *
 * @param name of the task
 * @param path of the script
 * @see <a href="https://learn.microsoft.com/windows/win32/taskschd/task-scheduler-start-page">Task Scheduler</a>
 */
public record ElevatedCommand(String name, String path) {
    /** Log on with the password that is given ({@code TASK_LOGON_PASSWORD}). */
    private static final int WITH_PASSWORD = 1;
    /** Log on as a service account such as SYSTEM, which has none ({@code TASK_LOGON_SERVICE_ACCOUNT}). */
    private static final int SERVICE_ACCOUNT = 5;

    /** A new one, with names of its own. */
    static ElevatedCommand create() {
        return new ElevatedCommand(
                "packer-" + UUID.randomUUID(), "C:/Windows/Temp/packer-elevated-shell-" + UUID.randomUUID() + ".ps1");
    }

    /**
     * Uploads a script that runs a command so.
     *
     * @param command the command line for {@code cmd.exe}
     * @param user whom it runs as
     * @param password the user's; empty for a service account
     * @param communicator leads to the machine
     * @return what runs the script, which removes itself
     */
    public static ElevatedCommand upload(String command, String user, String password, Communicator communicator)
            throws ComponentException {
        ElevatedCommand elevated = create();
        elevated.send(command, user, password, communicator);
        return elevated;
    }

    /** Uploads the script; one that is there already is replaced. */
    void send(String command, String user, String password, Communicator communicator) throws ComponentException {
        byte[] script = PowerShellText.file(script(command, user, password, name, path));
        communicator.upload(new ByteArrayInputStream(script), script.length, -1, path);
    }

    /** The command line that runs it. */
    public String line() {
        return "powershell -executionpolicy bypass -file \"" + path + "\"";
    }

    /** A command line that ends the task and removes it with all its files, where the script did not come to do so. */
    public String undoing() {
        return "schtasks /end /tn \"" + name + "\" & schtasks /delete /tn \"" + name + "\" /f & del /f /q \""
                + log(name) + "\" & del /f /q \"" + path.replace('/', '\\') + "\"";
    }

    private static String log(String name) {
        return "%SYSTEMROOT%\\Temp\\" + name + ".out";
    }

    static String script(String command, String user, String password, String name, String path) {
        boolean service = password.isEmpty();
        String log = log(name);
        return String.join(
                "\r\n",
                "$ProgressPreference = 'SilentlyContinue'",
                "$name = " + PowerShellText.quoted(name),
                "$user = " + PowerShellText.quoted(user),
                "$password = " + (service ? "$null" : PowerShellText.quoted(password)),
                "$log = [Environment]::ExpandEnvironmentVariables('" + log + "')",
                "$service = New-Object -ComObject 'Schedule.Service'",
                "$service.Connect()",
                "$folder = $service.GetFolder('\\')",
                "$definition = $service.NewTask(0)",
                "$definition.XmlText = @'",
                task(command + " > " + log + " 2>&1", user, service),
                "'@",
                "[void]$folder.RegisterTaskDefinition($name, $definition, 6, $user, $password, "
                        + (service ? SERVICE_ACCOUNT : WITH_PASSWORD) + ", $null)",
                "$task = $folder.GetTask(\"\\$name\")",
                "[void]$task.Run($null)",
                "# 267011: it has not run yet; state 4: it runs; state 3: it does not.",
                "for ($i = 0; $i -lt 100 -and $task.State -ne 4 -and $task.LastTaskResult -eq 267011; $i++) {",
                "  Start-Sleep -Milliseconds 100",
                "}",
                "$line = 0",
                "do {",
                "  Start-Sleep -Milliseconds 100",
                "  $ended = $task.State -eq 3",
                "  if (Test-Path $log) {",
                "    Get-Content $log | Select-Object -Skip $line | ForEach-Object {",
                "      $line += 1",
                "      Write-Output \"$_\"",
                "    }",
                "  }",
                "} while (-not $ended)",
                "$result = $task.LastTaskResult",
                "$folder.DeleteTask($name, 0)",
                "[void][Runtime.InteropServices.Marshal]::ReleaseComObject($service)",
                "Remove-Item $log, " + PowerShellText.quoted(path) + " -Force -ErrorAction SilentlyContinue",
                "exit $result",
                "");
    }

    /** The task in the form of Task Scheduler 1.2; without limits of time, power or idleness. */
    private static String task(String command, String user, boolean service) {
        return "<Task version=\"1.2\" xmlns=\"http://schemas.microsoft.com/windows/2004/02/mit/task\">\r\n"
                + "  <RegistrationInfo><Description>Packer elevated task</Description></RegistrationInfo>\r\n"
                + "  <Principals><Principal id=\"Author\"><UserId>" + xml(user) + "</UserId>"
                + (service ? "" : "<LogonType>Password</LogonType>")
                + "<RunLevel>HighestAvailable</RunLevel></Principal></Principals>\r\n"
                + "  <Settings>\r\n"
                + "    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>\r\n"
                + "    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>\r\n"
                + "    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>\r\n"
                + "    <AllowHardTerminate>true</AllowHardTerminate>\r\n"
                + "    <StartWhenAvailable>false</StartWhenAvailable>\r\n"
                + "    <RunOnlyIfNetworkAvailable>false</RunOnlyIfNetworkAvailable>\r\n"
                + "    <IdleSettings><StopOnIdleEnd>false</StopOnIdleEnd><RestartOnIdle>false</RestartOnIdle>"
                + "</IdleSettings>\r\n"
                + "    <AllowStartOnDemand>true</AllowStartOnDemand>\r\n"
                + "    <Enabled>true</Enabled>\r\n"
                + "    <Hidden>false</Hidden>\r\n"
                + "    <RunOnlyIfIdle>false</RunOnlyIfIdle>\r\n"
                + "    <WakeToRun>false</WakeToRun>\r\n"
                + "    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>\r\n"
                + "    <Priority>4</Priority>\r\n"
                + "  </Settings>\r\n"
                + "  <Actions Context=\"Author\"><Exec><Command>cmd</Command><Arguments>/c " + xml(command)
                + "</Arguments></Exec></Actions>\r\n"
                + "</Task>";
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&apos;")
                .replace("\r", "&#13;")
                .replace("\n", "&#10;");
    }
}
