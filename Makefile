# make site    生成整个网站到 site/        build the whole site
# make serve   边改边看                    preview with live reload
# make check   一分钟内的快速检查          quick checks
# make test    全部测试                    every test
PYTHON ?= python3
VENV := .venv
READY := $(VENV)/.ready

.DEFAULT_GOAL := site
.PHONY: site serve check test clean

site: $(READY)
	@$(VENV)/bin/showcase build
	@echo "打开网站：$(VENV)/bin/python -m http.server -d site 8000，再用浏览器访问 http://localhost:8000/"
	@echo "边改边看：make serve"

serve: $(READY)
	@$(VENV)/bin/showcase serve

check: $(READY)
	@scripts/check

test: $(READY)
	@echo "1/3 测试工具"
	@scripts/test-tools
	@echo "2/3 快速检查"
	@scripts/check
	@echo "3/3 全部测试（含浏览器，约几分钟）"
	@$(VENV)/bin/pytest --numprocesses auto --dist worksteal
	@echo "全部通过。下一步：make site 生成网站，或提交您的修改。"

clean:
	rm -rf site .cache .showcase-* $(VENV) tests/node_modules

$(READY): requirements.lock pyproject.toml
	@echo "准备环境：$(VENV)（第一次需要几分钟）"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新的版本。Python 3.11 or newer is needed."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "缺少 venv：Debian 或 Ubuntu 请运行 apt-get install python3-venv"; exit 1; }
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
