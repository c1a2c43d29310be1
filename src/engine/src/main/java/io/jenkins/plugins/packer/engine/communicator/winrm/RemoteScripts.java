package io.jenkins.plugins.packer.engine.communicator.winrm;

/**
 * Scripts that move files on the machine's side, for PowerShell 2.0 and newer. They tell what is wrong on the console's
 * standard error, since PowerShell's own error stream is XML where it is not shown to a person.
 */
final class RemoteScripts {
    /** Bytes of a line when downloading; a few lines fill an envelope. */
    private static final int BLOCK = 49_152;

    private static final String START = "$ErrorActionPreference = 'Stop'\n$code = 0\n";

    private static final String FAILED =
            "} catch {\n  [Console]::Error.WriteLine($_.Exception.Message)\n  $code = 1\n}\n";

    private static final String DECODE = "    $reader = New-Object IO.StreamReader($from)\n"
            + "    try {\n"
            + "      while (($line = $reader.ReadLine()) -ne $null) {\n"
            + "        $bytes = [Convert]::FromBase64String($line)\n"
            + "        $out.Write($bytes, 0, $bytes.Length)\n"
            + "      }\n"
            + "    } finally { $reader.Close() }\n";

    private static final String ENCODE = "  try {\n"
            + "    $block = New-Object byte[] " + BLOCK + "\n"
            + "    while (($count = $file.Read($block, 0, $block.Length)) -gt 0) {\n"
            + "      [Console]::Out.WriteLine([Convert]::ToBase64String($block, 0, $count))\n"
            + "    }\n"
            + "  } finally { $file.Close() }\n";

    private RemoteScripts() {}

    /** Makes a file of the lines of Base64 in a temporary one, which goes. */
    static String unpackFile(String temporary, String destination) {
        return START + "$from = [IO.Path]::Combine($env:TEMP, '" + temporary + "')\n"
                + "try {\n"
                + "  $to = [IO.Path]::GetFullPath(" + quoted(destination) + ")\n"
                + "  if (Test-Path -LiteralPath $to -PathType Container) { throw \"$to is a directory.\" }\n"
                + "  $folder = [IO.Path]::GetDirectoryName($to)\n"
                + "  if ($folder) { [void][IO.Directory]::CreateDirectory($folder) }\n"
                + "  $out = [IO.File]::Create($to)\n"
                + "  try {\n"
                + "    if (Test-Path -LiteralPath $from) {\n" + DECODE + "    }\n"
                + "  } finally { $out.Close() }\n"
                + FAILED
                + "Remove-Item -LiteralPath $from -Force -ErrorAction SilentlyContinue\n"
                + "exit $code\n";
    }

    /** Makes a tree of {@link TreeStream} that is in a temporary file as lines of Base64, which goes. */
    static String unpackTree(String temporary, String destination) {
        return START + "$from = [IO.Path]::Combine($env:TEMP, '" + temporary + "')\n"
                + "$packed = $from + '.gz'\n"
                + "try {\n"
                + "  $to = [IO.Path]::GetFullPath(" + quoted(destination) + ")\n"
                + "  [void][IO.Directory]::CreateDirectory($to)\n"
                + "  $out = [IO.File]::Create($packed)\n"
                + "  try {\n" + DECODE + "  } finally { $out.Close() }\n"
                + "  $stream = New-Object IO.Compression.GZipStream([IO.File]::OpenRead($packed),"
                + " [IO.Compression.CompressionMode]::Decompress)\n"
                + "  $tree = New-Object IO.BinaryReader($stream)\n"
                + "  try {\n"
                + "    while (($path = $tree.ReadString()) -ne '') {\n"
                + "      $target = [IO.Path]::Combine($to, $path)\n"
                + "      $left = $tree.ReadInt64()\n"
                + "      if ($left -lt 0) { [void][IO.Directory]::CreateDirectory($target); continue }\n"
                + "      $out = [IO.File]::Create($target)\n"
                + "      try {\n"
                + "        while ($left -gt 0) {\n"
                + "          $bytes = $tree.ReadBytes([int][Math]::Min($left, 65536))\n"
                + "          if ($bytes.Length -eq 0) { throw 'The upload is cut off.' }\n"
                + "          $out.Write($bytes, 0, $bytes.Length)\n"
                + "          $left -= $bytes.Length\n"
                + "        }\n"
                + "      } finally { $out.Close() }\n"
                + "    }\n"
                + "  } finally { $tree.Close() }\n"
                + FAILED
                + "Remove-Item -LiteralPath $from, $packed -Force -ErrorAction SilentlyContinue\n"
                + "exit $code\n";
    }

    /** Prints a file as lines of Base64. */
    static String printFile(String source) {
        return START + "try {\n"
                + "  $file = [IO.File]::Open([IO.Path]::GetFullPath(" + quoted(source)
                + "), 'Open', 'Read', 'ReadWrite')\n" + ENCODE + FAILED + "exit $code\n";
    }

    /**
     * Prints a tree: for a directory {@code D} and its path below the root in Base64, for a file {@code F} and its path
     * and then its bytes as lines of Base64.
     */
    static String printTree(String source) {
        return START + "try {\n"
                + "  $root = [IO.Path]::GetFullPath(" + quoted(source) + ").TrimEnd('\\') + '\\'\n"
                + "  if (-not (Test-Path -LiteralPath $root -PathType Container)) { throw \"$root is no directory.\" }\n"
                + "  Get-ChildItem -LiteralPath $root -Recurse -Force | ForEach-Object {\n"
                + "    $path = $_.FullName\n"
                + "    $name = [Text.Encoding]::UTF8.GetBytes($path.Substring($root.Length))\n"
                + "    $name = [Convert]::ToBase64String($name)\n"
                + "    if ($_.PSIsContainer) { [Console]::Out.WriteLine(\"D $name\") } else {\n"
                + "  [Console]::Out.WriteLine(\"F $name\")\n"
                + "  $file = [IO.File]::Open($path, 'Open', 'Read', 'ReadWrite')\n" + ENCODE
                + "    }\n"
                + "  }\n"
                + FAILED + "exit $code\n";
    }

    /**
     * A path as a PowerShell string. Variables such as {@code $env:TEMP} in it are replaced on the machine, as with
     * Packer; nothing ends the string before its end.
     */
    static String quoted(String path) {
        StringBuilder result = new StringBuilder("\"");
        for (char c : path.replace('/', '\\').toCharArray()) {
            // The last three are typographic quotes, which PowerShell takes for plain ones.
            if (c == '"' || c == '\u201c' || c == '\u201d' || c == '\u201e') {
                result.append('`');
            }
            result.append(c);
        }
        return result.append('"').toString();
    }
}
