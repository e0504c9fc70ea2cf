#!/usr/bin/env node
// The log's verifier as a program of its own: it reads one database and one witness, and loads nothing of the program it checks. Node 24.
import { logCommand } from '../src/app/commands/log-command.ts'

process.exitCode = await logCommand(process.argv.slice(2))
